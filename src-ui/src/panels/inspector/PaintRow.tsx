import { Minus } from 'lucide-react';
import type { ReactNode } from 'react';

import { ColorField } from '../../design-system/ColorField';
import { IconButton } from '../../design-system/IconButton';
import { useAssetAddress } from '../../state/asset-address';
import { paintPreview, type Paint } from '../../state/paint';
import { useStudio } from '../../state/use-session';
import { PaintEditor } from './PaintEditor';

interface Props {
  paint: Paint;
  label: string;
  images?: boolean;
  testId?: string;
  /** Something at the field's right end. */
  trailing?: ReactNode;
  overridden?: boolean;
  onReset?: () => void;
  onChange: (paint: Paint) => void;
  onRemove: () => void;
}

export function PaintRow(props: Props) {
  const { paint, label, images = true, onChange } = props;
  const hash = paint.kind === 'image' ? paint.asset : undefined;
  const address = useAssetAddress(hash);
  const assetName = useStudio((state) => state.assets.find((it) => it.hash === hash)?.name);
  const title = {
    solid: undefined,
    linear: 'Linear gradient',
    radial: 'Radial gradient',
    conic: 'Conic gradient',
    image: assetName ?? 'Image',
  }[paint.kind];
  return (
    <div className="with-action">
      <ColorField
        label={label}
        color={paint.kind === 'solid' ? paint.color : { r: 0, g: 0, b: 0, a: 1 }}
        preview={paintPreview(paint, address)}
        {...(title !== undefined && { title })}
        {...(props.testId && { testId: props.testId })}
        trailing={props.trailing}
        {...(props.overridden && props.onReset && { overridden: true, onReset: props.onReset })}
        editor={<PaintEditor paint={paint} images={images} onChange={onChange} />}
        onChange={(color) => onChange({ kind: 'solid', color })}
      />
      <IconButton icon={Minus} label={`Remove ${label.toLowerCase()}`} onClick={props.onRemove} />
    </div>
  );
}
