import { Plus, Type } from 'lucide-react';

import { Button } from '../../design-system/Button';
import { IconButton } from '../../design-system/IconButton';
import { formatShadows, parseShadows, type Shadow } from '../../state/shadow';
import { CompositingFields } from './CompositingFields';
import { Section } from './Section';
import { ShadowRow } from './ShadowRow';
import type { Fields } from './use-fields';

type ShadowProperty = 'box-shadow' | 'text-shadow';

const NEW_SHADOW: Record<ShadowProperty, Shadow> = {
  'box-shadow': { inset: false, x: 0, y: 4, blur: 12, spread: 0, color: { r: 0, g: 0, b: 0, a: 0.16 } },
  'text-shadow': { inset: false, x: 0, y: 1, blur: 3, spread: 0, color: { r: 0, g: 0, b: 0, a: 0.4 } },
};

function shadowsOf(fields: Fields, property: ShadowProperty): Shadow[] {
  return parseShadows(fields.value(property) ?? 'none') ?? [];
}

export function EffectsSection({ fields }: { fields: Fields }) {
  if (!fields.has('filter')) return null;
  const add = (property: ShadowProperty): unknown =>
    fields.set({
      [property]: formatShadows([NEW_SHADOW[property], ...shadowsOf(fields, property)]),
    });
  return (
    <Section
      title="Effects"
      actions={
        <>
          {fields.has('text-shadow') && (
            <IconButton
              icon={Type}
              label="Add text shadow"
              data-testid="add-text-shadow"
              onClick={() => add('text-shadow')}
            />
          )}
          {fields.has('box-shadow') && (
            <IconButton
              icon={Plus}
              label="Add shadow"
              data-testid="add-shadow"
              onClick={() => add('box-shadow')}
            />
          )}
        </>
      }
    >
      <Shadows fields={fields} property="text-shadow" />
      <Shadows fields={fields} property="box-shadow" />
      <CompositingFields fields={fields} />
    </Section>
  );
}

function Shadows({ fields, property }: { fields: Fields; property: ShadowProperty }) {
  const binding = fields.bind(property);
  const shadows = shadowsOf(fields, property);
  const set = (next: readonly Shadow[]): void => fields.set({ [property]: formatShadows(next) });
  if (binding.mixed) {
    return <Button onClick={() => set([NEW_SHADOW[property]])}>Mixed: replace all</Button>;
  }
  return shadows.map((shadow, index) => (
    <ShadowRow
      key={index}
      shadow={shadow}
      ofText={property === 'text-shadow'}
      {...(index === 0 && binding)}
      onChange={(next) => set(shadows.map((it, at) => (at === index ? next : it)))}
      onRemove={() => set(shadows.filter((_, at) => at !== index))}
    />
  ));
}
