/** What to say where the studio can't start or go on. */

export interface FailureText {
  title: string;
  text: string;
  detail?: string;
  action: string;
}

export function startFailure(error: unknown): FailureText {
  const detail = error instanceof Error ? error.message : String(error);
  if (!hasGraphics()) {
    return {
      title: 'This browser shows no WebGL2',
      text: 'The canvas is drawn by the graphics card through WebGPU or WebGL2, and neither is available here. Your project is untouched. Turn hardware acceleration on, update the graphics driver, or open the studio in another browser.',
      detail,
      action: 'Try again',
    };
  }
  if (detail.includes('lacks its engine')) {
    return {
      title: 'The engine isn’t built',
      text: 'This copy of the studio was built without its engine. Your project is untouched. Run “cargo xtask run”, then reload this page.',
      detail,
      action: 'Reload',
    };
  }
  return {
    title: 'The studio couldn’t start',
    text: 'Its engine or its fonts couldn’t be loaded. Your project is untouched. Check that the program which opened this window is still running, then reload.',
    detail,
    action: 'Reload',
  };
}

export function engineFailure(error: unknown): FailureText {
  return {
    title: 'The engine stopped',
    text: 'Something unexpected happened in the engine, and this window can’t go on. Every edit that was shown as saved is on disk. Reload to go on from there; if it happens again, please report what is below with what you did before.',
    detail: error instanceof Error ? error.message : String(error),
    action: 'Reload',
  };
}

function hasGraphics(): boolean {
  if ('gpu' in navigator) return true;
  return document.createElement('canvas').getContext('webgl2') !== null;
}
