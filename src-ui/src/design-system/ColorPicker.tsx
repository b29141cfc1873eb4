import { Pipette } from 'lucide-react';
import { useEffect, useState, type CSSProperties } from 'react';

import {
  formatColor,
  hexDigits,
  hsvaToRgba,
  parseColor,
  rgbaToHsva,
  type Hsva,
  type Rgba,
} from '../state/color';
import { IconButton } from './IconButton';
import { NumberField } from './NumberField';
import { PickerTrack } from './PickerTrack';
import { TextField } from './TextField';
import './color-picker.css';

interface EyeDropper {
  open: () => Promise<{ sRGBHex: string }>;
}

const EyeDropperClass = (window as { EyeDropper?: new () => EyeDropper }).EyeDropper;

interface Props {
  color: Rgba;
  onChange: (color: Rgba) => void;
}

/** Saturation and value as an area, hue and opacity as sliders, and the numbers. */
export function ColorPicker({ color, onChange }: Props) {
  const [hsva, setHsva] = useState<Hsva>(() => rgbaToHsva(color));
  const css = formatColor(color);
  useEffect(() => {
    // Grey and black have no hue of their own: the one chosen before stays, so that the area
    // doesn't jump to red on the way through them.
    setHsva((before) => {
      if (formatColor(hsvaToRgba(before)) === css) return before;
      const parsed = parseColor(css);
      return parsed ? rgbaToHsva(parsed) : before;
    });
  }, [css]);

  const change = (part: Partial<Hsva>): void => {
    const next = { ...hsva, ...part };
    setHsva(next);
    onChange(hsvaToRgba(next));
  };
  const solid = `#${hexDigits(hsvaToRgba({ ...hsva, a: 1 }))}`;
  const style = {
    '--picker-hue': `hsl(${hsva.h} 100% 50%)`,
    '--picker-solid': solid,
  } as CSSProperties;

  return (
    <div className="picker" style={style}>
      <PickerTrack
        className="picker__area"
        label="Saturation and brightness"
        x={hsva.s}
        y={1 - hsva.v}
        knob={solid}
        onChange={(x, y) => change({ s: x, v: 1 - y })}
      />
      <div className="picker__sliders">
        {EyeDropperClass && (
          <IconButton
            icon={Pipette}
            label="Pick a color from the screen"
            small
            onClick={() => {
              new EyeDropperClass().open().then(
                (picked) => {
                  const rgba = parseColor(picked.sRGBHex);
                  if (rgba) onChange({ ...rgba, a: hsva.a });
                },
                // Escape gives up picking; nothing is to be told.
                () => undefined,
              );
            }}
          />
        )}
        <div style={EyeDropperClass ? undefined : { gridColumn: '1 / -1' }}>
          <PickerTrack
            className="picker__slider picker__slider--hue"
            label="Hue"
            x={hsva.h / 360}
            knob={`hsl(${hsva.h} 100% 50%)`}
            onChange={(x) => change({ h: Math.min(x * 360, 359.9) })}
          />
          <PickerTrack
            className="picker__slider picker__slider--alpha"
            label="Opacity"
            x={hsva.a}
            knob="transparent"
            onChange={(x) => change({ a: x })}
          />
        </div>
      </div>
      <div className="picker__fields">
        <TextField
          label="Hex"
          mark="#"
          value={hexDigits(color).toUpperCase()}
          onChange={(text) => {
            const parsed = parseColor(text);
            if (parsed) onChange(text.replace('#', '').length > 6 ? parsed : { ...parsed, a: color.a });
          }}
        />
        <NumberField
          label="Opacity"
          mark="%"
          value={Math.round(color.a * 100)}
          min={0}
          max={100}
          onChange={(percent) => onChange({ ...color, a: percent / 100 })}
        />
      </div>
    </div>
  );
}
