/** What jsdom lacks and Radix asks for. */
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);

class NoResizes implements ResizeObserver {
  observe(): void {
    // Nothing is laid out in jsdom, so nothing is ever resized.
  }
  unobserve(): void {
    // See above.
  }
  disconnect(): void {
    // See above.
  }
}

const lacking = globalThis as { ResizeObserver?: typeof ResizeObserver };
lacking.ResizeObserver ??= NoResizes;
const element = Element.prototype as Partial<Element>;
element.setPointerCapture ??= () => undefined;
element.releasePointerCapture ??= () => undefined;
element.hasPointerCapture ??= () => false;
element.scrollIntoView ??= () => undefined;
