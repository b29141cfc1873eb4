/** One icon size and stroke for the whole window. */
import type { LucideIcon } from 'lucide-react';

export function Icon({ of: Drawing, size = 16 }: { of: LucideIcon; size?: number }) {
  return <Drawing size={size} strokeWidth={1.5} aria-hidden />;
}
