/** The door to the engine: loads the WASM half and says what it offers. */

/** What wasm-bindgen makes of the crate `omnios_wasm`. */
export interface StudioModule {
  default: (input?: unknown) => Promise<unknown>;
  /** JSON `CommandInfo[]`. */
  command_table: () => string;
  /** JSON `PropertyInfo[]`. */
  property_table: () => string;
  /** JSON `MotionPreset[]`. */
  motion_presets: () => string;
  Graphics: { create: (canvas: HTMLCanvasElement) => Promise<Graphics> };
  Studio: new (graphics: Graphics, clientId: number, seed: bigint) => Studio;
}

/** A canvas and what draws on it; whoever takes it owns it. */
export interface Graphics {
  free?: () => void;
}

/** Editor, document and engine of one window. Coordinates are CSS px of the canvas. */
export interface Studio {
  /** Goes on with another canvas, after the one before was lost. */
  set_graphics: (graphics: Graphics) => void;
  add_font: (family: string, italic: boolean, bytes: Uint8Array) => void;
  /** Families that letters of the page need and that haven't been added. */
  wanted_fonts: () => string[];
  /** JSON list of the project's fonts, by asset hash, that texts wait for. */
  missing_fonts: () => string;
  /** Takes a font of the project as its file has it. */
  add_project_font: (hash: string, bytes: Uint8Array) => void;
  /** JSON list of the asset hashes that painting waits for. */
  missing_images: () => string;
  add_image: (hash: string, width: number, height: number, rgba: Uint8Array) => void;
  connected: () => void;
  disconnected: () => void;
  receive: (frame: Uint8Array) => void;
  /** Frames for the host, in order. */
  take_frames: () => Uint8Array[];
  retry: () => void;
  save_state: () => string;
  /** Answers `{"ok": CommandOutcome}` or `{"error": CommandError}`. */
  run: (command: string) => string;
  /** Commands from here to `end_gesture` leave one undo step together. */
  begin_gesture: () => void;
  end_gesture: () => void;
  /** Answers a JSON `CommandError` where the gesture was broken off. */
  pointer: (input: string) => string | undefined;
  /** Plays the page's motion on the active artboard; gives whether there is a page. */
  play: (seed: bigint) => boolean;
  stop: () => void;
  /** The pointer while a page is played; `pressed` where it was just pressed or released. */
  point_preview: (x: number, y: number, pressed: boolean | undefined) => void;
  /** Shows a moment of one of the selected element's animations. */
  seek: (animation: number, millis: number) => boolean;
  run_playhead: (animation: number, running: boolean) => boolean;
  set_looping: (looping: boolean) => void;
  /** Shows the document again instead of a moment. */
  let_go: () => void;
  /** Answers a JSON `CommandError` where nothing is played. */
  fire: (trigger: string) => string | undefined;
  /** Answers a JSON `CommandError` where it can't be set. */
  set_variable: (name: string, value: string) => string | undefined;
  playback: () => string;
  /** JSON `RepeatedBlock[]`. */
  repeated_blocks: () => string;
  /** JSON `RecurringValue[]`. */
  recurring_values: () => string;
  /** JSON `TokenRow[]`. */
  tokens: () => string;
  timeline: () => string;
  wheel: (x: number, y: number, dx: number, dy: number, zoom: boolean) => void;
  finish_editing: () => void;
  set_expanded: (id: string, expanded: boolean) => void;
  hover: (id: string | undefined) => void;
  state: () => string;
  layers: (offset: number, limit: number) => string;
  inspector: () => string;
  revision: () => number;
  set_theme: (dark: boolean) => void;
  resize: (width: number, height: number, deviceScale: number) => void;
  frame: (nowMs: number) => boolean;
  gpu_info: () => string;
  free?: () => void;
}

// A glob, because it is empty rather than an error while the module isn't built.
const modules = import.meta.glob<StudioModule>('./wasm/omnios_wasm.js');

/** Fetches, compiles and starts the module. */
export async function loadStudioModule(): Promise<StudioModule> {
  const load = Object.values(modules)[0];
  if (!load) throw new Error('This build lacks its engine. Build it by `cargo xtask run`.');
  const module = await load();
  await module.default();
  return module;
}
