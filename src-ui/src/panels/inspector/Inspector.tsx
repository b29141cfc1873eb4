import { Icon } from '../../design-system/Icon';
import { EmptyState } from '../../design-system/EmptyState';
import { BREAKPOINTS } from '../../state/actions';
import { useStudio } from '../../state/use-session';
import { layerIcon } from '../layers/layer-icon';
import { BorderSection } from './BorderSection';
import { ContentSection } from './ContentSection';
import { EffectsSection } from './EffectsSection';
import { LayoutSection } from './LayoutSection';
import { MotionSection } from './MotionSection';
import { PageSection } from './PageSection';
import { PaintsSection } from './PaintsSection';
import { PathSection } from './PathSection';
import { PositionSection } from './PositionSection';
import { RadiusFields } from './RadiusFields';
import { Section } from './Section';
import { SizeSection } from './SizeSection';
import { SpacingSection } from './SpacingSection';
import { StrokeSection } from './StrokeSection';
import { TransformSection } from './TransformSection';
import { TypographySection } from './TypographySection';
import { useFields, type Fields } from './use-fields';
import './inspector.css';

/** The selection's properties, or the page's where nothing is selected. */
export function Inspector() {
  const fields = useFields();
  const selected = useStudio((state) => state.selection.length);
  const { state } = fields;
  return (
    <aside className="panel panel--right" aria-label="Properties">
      <Heading fields={fields} selected={selected} />
      {/* Keyed by what it is about, so that what was being typed doesn't land elsewhere. */}
      <div className="inspector scroll" data-testid="inspector" key={state.ids.join()}>
        {selected === 0 && <PageSection />}
        {state.ids.length === 0 ? (
          <EmptyState>Open a page to see its properties here.</EmptyState>
        ) : (
          <Properties fields={fields} />
        )}
      </div>
    </aside>
  );
}

function Properties({ fields }: { fields: Fields }) {
  const { root } = fields.state;
  return (
    <>
      {!root && <PositionSection fields={fields} />}
      <LayoutSection fields={fields} />
      {!root && <SizeSection fields={fields} />}
      <SpacingSection fields={fields} />
      {!root && (
        <Section title="Appearance">
          <RadiusFields fields={fields} />
        </Section>
      )}
      {!root && <TransformSection fields={fields} />}
      <TypographySection fields={fields} />
      <PaintsSection
        fields={fields}
        title={root ? 'Background' : 'Fill'}
        property="background"
        initial={{ kind: 'solid', color: { r: 217, g: 217, b: 217, a: 1 } }}
      />
      <PaintsSection
        fields={fields}
        title="Fill"
        property="fill"
        initial={{ kind: 'solid', color: { r: 26, g: 26, b: 26, a: 1 } }}
      />
      <PaintsSection
        fields={fields}
        title="Stroke"
        property="stroke"
        initial={{ kind: 'solid', color: { r: 26, g: 26, b: 26, a: 1 } }}
      />
      <PathSection fields={fields} />
      <StrokeSection fields={fields} />
      {!root && <BorderSection fields={fields} />}
      {!root && <EffectsSection fields={fields} />}
      {!root && <MotionSection fields={fields} />}
      {!root && <ContentSection fields={fields} />}
    </>
  );
}

function Heading({ fields, selected }: { fields: Fields; selected: number }) {
  const { state, breakpoint } = fields;
  const pageName = useStudio((it) => it.pages.find((page) => page.id === it.page)?.name);
  const kind = state.kinds.length === 1 ? state.kinds[0] : undefined;
  const range = BREAKPOINTS.find((it) => it.id === breakpoint);
  const title =
    selected === 0
      ? (pageName ?? 'No page')
      : selected === 1
        ? (state.name ?? '')
        : `${selected} elements`;
  return (
    <header className="inspector__head">
      {selected > 0 && kind && (
        <span className="inspector__kind">
          <Icon of={layerIcon(kind)} size={14} />
        </span>
      )}
      <h1 className="inspector__name" title={title}>
        {title}
      </h1>
      {breakpoint !== 'desktop' && range && (
        <span className="inspector__breakpoint">{range.title}</span>
      )}
    </header>
  );
}
