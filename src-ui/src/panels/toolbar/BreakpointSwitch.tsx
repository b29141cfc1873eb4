import { Monitor, Smartphone, Tablet, type LucideIcon } from 'lucide-react';

import { Segmented } from '../../design-system/Segmented';
import { BREAKPOINTS } from '../../state/actions';
import { useSession, useStudio } from '../../state/use-session';

const ICONS: Record<string, LucideIcon> = {
  desktop: Monitor,
  tablet: Tablet,
  mobile: Smartphone,
};

/** Which breakpoint edits go to. */
export function BreakpointSwitch() {
  const session = useSession();
  const current = useStudio((state) => state.breakpoint);
  return (
    <div style={{ width: 108 }} data-testid="breakpoints">
      <Segmented
        label="Breakpoint"
        value={current}
        segments={BREAKPOINTS.map(({ id, title, width }) => {
          const icon = ICONS[id];
          return { value: id, label: `${title} · ${width}`, ...(icon && { icon }) };
        })}
        onChange={(breakpoint) => session.run('view.breakpoint', { breakpoint })}
      />
    </div>
  );
}
