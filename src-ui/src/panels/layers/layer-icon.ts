/** The icon of an element's kind. */
import {
  AlignHorizontalSpaceAround,
  AlignVerticalSpaceAround,
  Circle,
  Diamond,
  Frame,
  Image,
  PenTool,
  Square,
  SquaresUnite,
  Type,
  type LucideIcon,
} from 'lucide-react';

const ICONS: Record<string, LucideIcon> = {
  frame: Frame,
  text: Type,
  image: Image,
  rectangle: Square,
  ellipse: Circle,
  vector: PenTool,
  boolean: SquaresUnite,
};

export function layerIcon(kind: string, autoLayout?: string, component?: string): LucideIcon {
  if (component !== undefined) return Diamond;
  if (autoLayout === 'row') return AlignHorizontalSpaceAround;
  if (autoLayout === 'column') return AlignVerticalSpaceAround;
  return ICONS[kind] ?? Square;
}
