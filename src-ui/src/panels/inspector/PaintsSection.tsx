import { Plus } from 'lucide-react';

import { Button } from '../../design-system/Button';
import { IconButton } from '../../design-system/IconButton';
import { formatPaints, parsePaints, type Paint } from '../../state/paint';
import { PaintRow } from './PaintRow';
import { Section } from './Section';
import { TokenChip, TokenPicker } from './TokenChip';
import type { Fields } from './use-fields';

interface Props {
  fields: Fields;
  title: string;
  /** `background` takes a list, `fill` and `stroke` one paint without images. */
  property: 'background' | 'fill' | 'stroke';
  initial: Paint;
}

const PAINTS = ['color', 'gradient'];

/** A property that holds paints, topmost first. */
export function PaintsSection({ fields, title, property, initial }: Props) {
  if (!fields.has(property)) return null;
  const binding = fields.bind(property);
  const single = property !== 'background';
  const paints = parsePaints(fields.value(property) ?? 'none') ?? [];
  const set = (next: readonly Paint[]): void => fields.set({ [property]: formatPaints(next) });
  const add = (): void => set([initial, ...paints]);
  const choice = { fields, names: [property], kinds: PAINTS, label: title };
  const token = fields.token(property);
  return (
    <Section
      title={title}
      actions={
        (!single || paints.length === 0) && (
          <IconButton
            icon={Plus}
            label={`Add ${title.toLowerCase()}`}
            data-testid={`add-${property}`}
            onClick={add}
          />
        )
      }
    >
      {token ? (
        <TokenChip {...choice} token={token} />
      ) : binding.mixed ? (
        <Button onClick={() => set([initial])}>Mixed: replace all</Button>
      ) : (
        paints.length > 0 &&
        paints.map((paint, index) => (
          <PaintRow
            key={index}
            paint={paint}
            label={title}
            images={!single}
            testId={`${property}-${index}`}
            {...(paints.length === 1 && { trailing: <TokenPicker {...choice} /> })}
            {...(index === 0 && binding)}
            onChange={(next) => set(paints.map((it, at) => (at === index ? next : it)))}
            onRemove={() => set(paints.filter((_, at) => at !== index))}
          />
        ))
      )}
    </Section>
  );
}
