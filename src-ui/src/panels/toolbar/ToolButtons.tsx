import {
  Circle,
  Frame,
  Hand,
  Image,
  Minus,
  MousePointer2,
  PenTool,
  Square,
  Type,
  type LucideIcon,
} from 'lucide-react';

import { IconButton } from '../../design-system/IconButton';
import { TOOLS } from '../../state/actions';
import { useSession, useStudio } from '../../state/use-session';

const ICONS: Record<string, LucideIcon> = {
  select: MousePointer2,
  frame: Frame,
  rectangle: Square,
  ellipse: Circle,
  line: Minus,
  pen: PenTool,
  text: Type,
  image: Image,
  hand: Hand,
};

export function ToolButtons() {
  const session = useSession();
  const current = useStudio((state) => state.tool);
  return TOOLS.map((tool) => (
    <IconButton
      key={tool.id}
      icon={ICONS[tool.id] ?? Square}
      label={tool.title}
      shortcut={tool.key}
      pressed={current === tool.id}
      solid
      data-testid={`tool-${tool.id}`}
      onClick={() => session.run('tool.select', { tool: tool.id })}
    />
  ));
}
