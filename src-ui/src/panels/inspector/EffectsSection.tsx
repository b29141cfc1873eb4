import { Plus } from 'lucide-react';

import { Button } from '../../design-system/Button';
import { IconButton } from '../../design-system/IconButton';
import { formatShadows, parseShadows, type Shadow } from '../../state/shadow';
import { CompositingFields } from './CompositingFields';
import { Section } from './Section';
import { ShadowRow } from './ShadowRow';
import type { Fields } from './use-fields';

const NEW_SHADOW: Shadow = {
  inset: false,
  x: 0,
  y: 4,
  blur: 12,
  spread: 0,
  color: { r: 0, g: 0, b: 0, a: 0.16 },
};

export function EffectsSection({ fields }: { fields: Fields }) {
  if (!fields.has('filter')) return null;
  const shadowed = fields.has('box-shadow');
  const binding = fields.bind('box-shadow');
  const shadows = parseShadows(fields.value('box-shadow') ?? 'none') ?? [];
  const set = (next: readonly Shadow[]): void => fields.set({ 'box-shadow': formatShadows(next) });
  return (
    <Section
      title="Effects"
      actions={
        shadowed && (
          <IconButton
            icon={Plus}
            label="Add shadow"
            data-testid="add-shadow"
            onClick={() => set([NEW_SHADOW, ...shadows])}
          />
        )
      }
    >
      {binding.mixed ? (
        <Button onClick={() => set([NEW_SHADOW])}>Mixed: replace all</Button>
      ) : (
        shadows.length > 0 &&
        shadows.map((shadow, index) => (
          <ShadowRow
            key={index}
            shadow={shadow}
            {...(index === 0 && binding)}
            onChange={(next) => set(shadows.map((it, at) => (at === index ? next : it)))}
            onRemove={() => set(shadows.filter((_, at) => at !== index))}
          />
        ))
      )}
      <CompositingFields fields={fields} />
    </Section>
  );
}
