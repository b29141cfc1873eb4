/** The HTML elements that the inspector offers for a kind. */
import type { SelectOption } from '../../design-system/Select';

const AUTOMATIC: SelectOption = { value: 'automatic', label: 'Automatic' };

const FRAME_TAGS = [
  'div',
  'section',
  'header',
  'main',
  'footer',
  'nav',
  'article',
  'aside',
  'ul',
  'ol',
  'li',
  'figure',
  'button',
];

const TEXT_TAGS = [
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'span',
  'blockquote',
  'figcaption',
  'label',
  'small',
  'strong',
];

export function tagOptions(kinds: readonly string[]): SelectOption[] {
  const tags = kinds.every((kind) => kind === 'text')
    ? TEXT_TAGS
    : kinds.every((kind) => kind === 'frame')
      ? FRAME_TAGS
      : [];
  return [AUTOMATIC, ...tags.map((tag) => ({ value: tag, label: tag }))];
}
