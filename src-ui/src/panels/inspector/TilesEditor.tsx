import { Checkbox } from '../../design-system/Checkbox';
import { Select } from '../../design-system/Select';
import { TextField } from '../../design-system/TextField';
import type { Repeat, Tiles } from '../../state/paint';

interface Props {
  tiles: Tiles;
  onChange: (tiles: Tiles) => void;
}

const REPEATS = [
  { value: 'repeat', label: 'In both directions' },
  { value: 'repeat-x', label: 'Across' },
  { value: 'repeat-y', label: 'Down' },
  { value: 'no-repeat', label: 'Once' },
];

/** How large an image's tiles are, where there are more of them, and whether they stay in the window. */
export function TilesEditor({ tiles, onChange }: Props) {
  return (
    <>
      <TextField
        label="Size"
        value={tiles.size === 'auto' ? '' : tiles.size}
        placeholder="auto"
        onChange={(size) => onChange({ ...tiles, size: size.trim() || 'auto' })}
      />
      <Select
        label="Repeat"
        value={tiles.repeat}
        options={REPEATS}
        onChange={(repeat) => onChange({ ...tiles, repeat: repeat as Repeat })}
      />
      <Checkbox
        label="Stays while the page scrolls"
        checked={tiles.fixed}
        onChange={(fixed) => onChange({ ...tiles, fixed })}
      />
    </>
  );
}
