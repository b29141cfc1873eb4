import { ColorPicker } from '../../design-system/ColorPicker';
import { Segmented } from '../../design-system/Segmented';
import { Select } from '../../design-system/Select';
import type { ImageFit, Paint } from '../../state/paint';
import { useStudio } from '../../state/use-session';
import { AssetChoice } from './AssetChoice';
import { GradientEditor } from './GradientEditor';
import { convertPaint } from './convert-paint';

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
];

/** One background layer: its kind, and what that kind needs. */
export function PaintEditor({ paint, images, onChange }: Props) {
  const firstAsset = useStudio((state) => state.assets[0]?.hash);
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
          ...(canBeImage ? [{ value: 'image', label: 'Image' }] : []),
        ]}
        onChange={(kind) => onChange(convertPaint(paint, kind as Paint['kind'], firstAsset))}
      />
      {paint.kind === 'solid' && (
        <ColorPicker color={paint.color} onChange={(color) => onChange({ ...paint, color })} />
      )}
      {(paint.kind === 'linear' || paint.kind === 'radial') && (
        <GradientEditor paint={paint} onChange={onChange} />
      )}
      {paint.kind === 'image' && (
        <>
          <Select
            label="Fit"
            value={paint.fit}
            options={FITS}
            onChange={(fit) => onChange({ ...paint, fit: fit as ImageFit })}
          />
          <AssetChoice value={paint.asset} onChange={(asset) => onChange({ ...paint, asset })} />
        </>
      )}
    </>
  );
}
