import { Section } from './Section';
import { SidesFields } from './SidesFields';
import type { Fields } from './use-fields';

export function SpacingSection({ fields }: { fields: Fields }) {
  const inFlow = !fields.state.root && fields.value('position') !== 'absolute';
  const hasPadding = fields.has('padding-top');
  if (!hasPadding && !inFlow) return null;
  return (
    <Section title="Spacing">
      {hasPadding && (
        <>
          <span className="caption">Padding</span>
          <SidesFields fields={fields} property="padding" />
        </>
      )}
      {inFlow && (
        <>
          <span className="caption">Margin</span>
          <SidesFields fields={fields} property="margin" />
        </>
      )}
    </Section>
  );
}
