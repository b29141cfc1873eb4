import { ColorPicker } from '../../design-system/ColorPicker';
import { Checkbox } from '../../design-system/Checkbox';
import { Segmented } from '../../design-system/Segmented';
import { Select } from '../../design-system/Select';
import { TextField } from '../../design-system/TextField';
import { isFont } from '../../state/fonts';
import type { ImageFit, Paint } from '../../state/paint';
import { useStudio } from '../../state/use-session';
import { AssetChoice } from './AssetChoice';
import { GradientEditor } from './GradientEditor';
import { TilesEditor } from './TilesEditor';
import { convertPaint, withFit } from './convert-paint';

interface Props {
  paint: Paint;
  /** Vector fills take no images. */
  images: boolean;
  onChange: (paint: Paint) => void;
}

const FITS = [
  { value: 'cover', label: 'Cover' },
  { value: 'contain', label: 'Contain' },
  { value: 'fill', label: 'Stretch' },
  { value: 'none', label: 'Natural size' },
  { value: 'tile', label: 'Tile' },
];

/** One background layer: its kind, and what that kind needs. */
export function PaintEditor({ paint, images, onChange }: Props) {
  const firstAsset = useStudio((state) => state.assets.find((it) => !isFont(it))?.hash);
  const canBeImage = images && (firstAsset !== undefined || paint.kind === 'image');
  return (
    <>
      <Segmented
        label="Kind of fill"
        value={paint.kind}
        segments={[
          { value: 'solid', label: 'Solid' },
          { value: 'linear', label: 'Linear' },
          { value: 'radial', label: 'Radial' },
          ...(images ? [{ value: 'conic', label: 'Conic' }] : []),
          ...(canBeImage ? [{ value: 'image', label: 'Image' }] : []),
        ]}
        onChange={(kind) => onChange(convertPaint(paint, kind as Paint['kind'], firstAsset))}
      />
      {paint.kind === 'solid' && (
        <ColorPicker color={paint.color} onChange={(color) => onChange({ ...paint, color })} />
      )}
      {'stops' in paint && <GradientEditor paint={paint} onChange={onChange} />}
      {images && 'stops' in paint && (
        <>
          {paint.kind !== 'linear' && (
            <TextField
              label={paint.kind === 'radial' ? 'Shape, size and centre' : 'Start and centre'}
              value={paint.head ?? ''}
              placeholder={
                paint.kind === 'radial' ? 'circle closest-side at 50% 50%' : 'from 45deg at 50% 50%'
              }
              onChange={(head) => onChange({ ...paint, head: head.trim() })}
            />
          )}
          <Checkbox
            label="Repeat"
            checked={paint.repeating ?? false}
            onChange={(repeating) => onChange({ ...paint, repeating })}
          />
          <TextField
            label="Position, size and repetition"
            value={paint.tiles ?? ''}
            placeholder="0% 0% / 20px 20px repeat"
            onChange={(tiles) => onChange({ ...paint, tiles: tiles.trim() })}
          />
        </>
      )}
      {paint.kind === 'image' && (
        <>
          <Select
            label="Fit"
            value={paint.tiles ? 'tile' : paint.fit}
            options={FITS}
            onChange={(fit) => onChange(withFit(paint, fit as ImageFit | 'tile'))}
          />
          {paint.tiles && (
            <TilesEditor tiles={paint.tiles} onChange={(tiles) => onChange({ ...paint, tiles })} />
          )}
          <TextField
            label="Position"
            value={paint.position ?? ''}
            placeholder="50% 50%"
            onChange={(position) => onChange({ ...paint, position: position.trim() })}
          />
          <AssetChoice value={paint.asset} onChange={(asset) => onChange({ ...paint, asset })} />
        </>
      )}
    </>
  );
}
