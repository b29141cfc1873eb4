import { CodeXml, Component, Link2 } from 'lucide-react';

import { Icon } from '../../design-system/Icon';
import { Popover } from '../../design-system/Popover';
import { Select } from '../../design-system/Select';
import { TextField } from '../../design-system/TextField';
import { useAssetAddress } from '../../state/asset-address';
import { useSession, useStudio } from '../../state/use-session';
import { AssetChoice } from './AssetChoice';
import { Section } from './Section';
import { tagOptions } from './tags';
import type { Fields } from './use-fields';

const FITS = [
  { value: 'cover', label: 'Cover' },
  { value: 'contain', label: 'Contain' },
  { value: 'fill', label: 'Stretch' },
  { value: 'none', label: 'Natural size' },
];

/** What the element says and means: its text, link, tag, picture. */
export function ContentSection({ fields }: { fields: Fields }) {
  const session = useSession();
  const { text, ids, kinds } = fields.state;
  const id = ids.length === 1 ? ids[0] : undefined;
  const hasText = id !== undefined && text !== undefined && kinds.includes('text');
  if (!hasText && !['src', 'alt', 'href', 'tag', 'component'].some((name) => fields.has(name))) return null;
  return (
    <Section title="Content">
      {hasText && (
        <TextField
          label="Text"
          multiline
          value={text}
          placeholder="Text"
          testId="field-text"
          onChange={(next) => session.run('element.set-text', { id, text: next })}
        />
      )}
      {fields.has('component') && (
        <TextField
          label="Component"
          mark={<Icon of={Component} size={14} />}
          value={fields.value('component') ?? ''}
          mixed={fields.bind('component').mixed}
          placeholder="Component"
          testId="field-component"
          onChange={(name) => fields.set({ component: name.trim() === '' ? null : name })}
        />
      )}
      {fields.has('src') && <ImageSource fields={fields} />}
      {fields.has('object-fit') && (
        <Select
          label="Fit"
          value={fields.value('object-fit')}
          options={FITS}
          {...fields.bind('object-fit')}
          onChange={(value) => fields.set({ 'object-fit': value })}
        />
      )}
      {fields.has('alt') && (
        <TextField
          label="Alternative text"
          value={fields.value('alt') ?? ''}
          mixed={fields.bind('alt').mixed}
          placeholder="What the picture shows"
          onChange={(alt) => fields.set({ alt })}
        />
      )}
      {fields.has('href') && (
        <TextField
          label="Link"
          mark={<Icon of={Link2} size={14} />}
          value={fields.value('href') ?? ''}
          mixed={fields.bind('href').mixed}
          placeholder="/about or https://…"
          testId="field-href"
          onChange={(href) => fields.set({ href })}
        />
      )}
      {fields.has('tag') && (
        <Select
          label="HTML element"
          mark={<Icon of={CodeXml} size={14} />}
          value={fields.bind('tag').mixed ? undefined : fields.value('tag') || 'automatic'}
          options={tagOptions(kinds)}
          onChange={(tag) => fields.set({ tag: tag === 'automatic' ? '' : tag })}
        />
      )}
    </Section>
  );
}

function ImageSource({ fields }: { fields: Fields }) {
  const hash = fields.value('src');
  const address = useAssetAddress(hash);
  const name = useStudio((state) => state.assets.find((asset) => asset.hash === hash)?.name);
  return (
    <Popover
      title="Image"
      trigger={
        <button type="button" className="image-source" data-testid="image-source">
          <span
            className="image-source__picture"
            style={address ? { backgroundImage: `url("${address}")` } : undefined}
          />
          <span className="image-source__name">{name ?? 'Choose an image'}</span>
        </button>
      }
    >
      <AssetChoice value={hash} onChange={(src) => fields.set({ src })} />
    </Popover>
  );
}
