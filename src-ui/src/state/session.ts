/**
 * One open project: the engine's half and the line to the host, and what components watch of
 * them. Holds no business state of its own: it caches what the engine says, by revision.
 */
import type { Host, SyncLine } from '../platform/host';
import { addToWindow, fetchFallbackFont, fetchFonts } from '../platform/fonts';
import { loadStudioModule, type Studio, type StudioModule } from '../platform/studio-module';
import type { Command } from '../protocol/Command';
import type { CommandError } from '../protocol/CommandError';
import type { CommandInfo } from '../protocol/CommandInfo';
import type { CommandOutcome } from '../protocol/CommandOutcome';
import type { InspectorState } from '../protocol/InspectorState';
import type { LayerPage } from '../protocol/LayerPage';
import type { MotionPreset } from '../protocol/MotionPreset';
import type { PlaybackState } from '../protocol/PlaybackState';
import type { PointerInput } from '../protocol/PointerInput';
import type { PropertyInfo } from '../protocol/PropertyInfo';
import type { RecurringValue } from '../protocol/RecurringValue';
import type { RepeatedBlock } from '../protocol/RepeatedBlock';
import type { SaveState } from '../protocol/SaveState';
import type { StudioState } from '../protocol/StudioState';
import type { TimelineState } from '../protocol/TimelineState';
import type { TokenRow } from '../protocol/TokenRow';
import { decodeImage } from './decode-image';
import { Store, shareUnchanged } from './store';

/** How long until a canvas is asked for again, where the browser gave none. */
const GRAPHICS_RETRY_FIRST_MS = 250;
const GRAPHICS_RETRY_LONGEST_MS = 5_000;

export type CommandId = Command['command'];
/** Arguments of a command; those left out take their defaults. */
export type CommandArgs<Id extends CommandId> = Partial<Extract<Command, { command: Id }>['args']>;
export type CommandResult = { ok: CommandOutcome } | { error: CommandError };

export interface SessionEvents {
  /** A command was refused. */
  refused: (error: CommandError) => void;
  /** The engine couldn't do one thing; it goes on. */
  failed: (error: unknown) => void;
  /** The engine can't go on; everything acknowledged is on disk. */
  broke: (error: unknown) => void;
  /** The graphics card took the canvas away; another is being set up. */
  graphicsLost: () => void;
  /** The canvas is back, with everything as it was. */
  graphicsBack: () => void;
}

export class Session {
  readonly state: Store<StudioState>;
  readonly inspector: Store<InspectorState>;
  readonly timeline: Store<TimelineState>;
  /** Where what is played is; another one each frame while it plays. */
  readonly playback: Store<PlaybackState>;
  readonly saveState: Store<SaveState>;
  /** The design tokens, by name. */
  readonly tokens: Store<readonly TokenRow[]>;
  /** Whether the page's motion is being played. */
  readonly playing = new Store(false);
  readonly commands: readonly CommandInfo[];
  readonly properties: ReadonlyMap<string, PropertyInfo>;
  readonly motionPresets: readonly MotionPreset[];
  /** The drawing surface: another one after the graphics were lost. */
  readonly canvas: Store<HTMLCanvasElement>;

  #line: SyncLine | undefined;
  #revision = -1;
  #inspectorRevision = -1;
  #layersRevision = -1;
  #tokensRevision = -1;
  #saveStateText = '';
  #playbackText = '';
  readonly #layerPages = new Map<string, LayerPage>();
  readonly #imagesAsked = new Set<string>();
  readonly #fontsAsked = new Set<string>();
  #frameRequest = 0;
  /** Whether there is a canvas that can be drawn on. */
  #drawing = true;
  #graphicsRetry: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  private constructor(
    readonly host: Host,
    canvas: HTMLCanvasElement,
    readonly events: SessionEvents,
    private readonly module: StudioModule,
    private readonly studio: Studio,
    commands: string,
    properties: string,
    motionPresets: string,
  ) {
    this.commands = JSON.parse(commands) as CommandInfo[];
    const rows = JSON.parse(properties) as PropertyInfo[];
    this.properties = new Map(rows.map((row) => [row.name, row]));
    this.motionPresets = JSON.parse(motionPresets) as MotionPreset[];
    this.canvas = new Store(canvas);
    this.state = new Store(read(studio.state()) as StudioState);
    this.inspector = new Store(read(studio.inspector()) as InspectorState);
    this.timeline = new Store(read(studio.timeline()) as TimelineState);
    this.playback = new Store(read(studio.playback()) as PlaybackState);
    this.tokens = new Store(read(studio.tokens()) as readonly TokenRow[]);
    this.saveState = new Store(JSON.parse(studio.save_state()) as SaveState);
    canvas.addEventListener('webglcontextlost', this.#contextLost);
  }

  /** What draws, for bug reports. */
  get gpuInfo(): string {
    return this.#guard((it) => it.gpu_info()) ?? '';
  }

  static async start(host: Host, events: SessionEvents, dark: boolean): Promise<Session> {
    const canvas = newCanvas();
    const [module, fonts] = await Promise.all([loadStudioModule(), fetchFonts()]);
    const random = crypto.getRandomValues(new Uint32Array(3));
    const clientId = Math.max(random[0] ?? 1, 1);
    const seed = (BigInt(random[1] ?? 0) << 32n) | BigInt(random[2] ?? 0);
    const studio = new module.Studio(await module.Graphics.create(canvas), clientId, seed);
    for (const font of fonts) studio.add_font(font.family, font.italic, font.bytes);
    studio.set_theme(dark);
    const session = new Session(
      host,
      canvas,
      events,
      module,
      studio,
      module.command_table(),
      module.property_table(),
      module.motion_presets(),
    );
    session.#line = host.openSync({
      opened: () => session.#call((it) => it.connected()),
      closed: () => session.#call((it) => it.disconnected()),
      received: (frame) => session.#call((it) => it.receive(frame)),
    });
    session.#requestFrame();
    return session;
  }

  /** Runs a command; a refusal is told to the person. */
  run<Id extends CommandId>(command: Id, args: CommandArgs<Id> = {}): CommandOutcome | undefined {
    return this.tryRunAndTell(command, args);
  }

  /** Runs a command; a refusal is the caller's to handle. */
  tryRun(command: string, args: object = {}): CommandResult | undefined {
    const answer = this.#call((it) => it.run(JSON.stringify({ command, args })));
    if (answer === undefined) return undefined;
    this.#poll();
    return read(answer) as CommandResult;
  }

  /** Runs a command whose id is only known at run time; a refusal is told to the person. */
  tryRunAndTell(command: string, args: object = {}): CommandOutcome | undefined {
    const result = this.tryRun(command, args);
    if (result && 'error' in result) this.events.refused(result.error);
    return result && 'ok' in result ? result.ok : undefined;
  }

  /** Blocks that repeat on the loaded pages and could be components. */
  repeatedBlocks(): RepeatedBlock[] {
    return read(this.#guard((it) => it.repeated_blocks()) ?? '[]') as RepeatedBlock[];
  }

  /** Values that recur on the loaded pages and could be design tokens. */
  recurringValues(): RecurringValue[] {
    return read(this.#guard((it) => it.recurring_values()) ?? '[]') as RecurringValue[];
  }

  /** Commands from here to {@link endGesture} are one undo step: a scrub sends one for each px. */
  beginGesture(): void {
    this.#call((it) => it.begin_gesture());
  }

  endGesture(): void {
    this.#call((it) => it.end_gesture());
  }

  /** Plays the page's motion from its start; particles are the same each time. */
  play(): void {
    this.#call((it) => it.play(1n));
    this.#pollPlayback();
  }

  stop(): void {
    this.#call((it) => it.stop());
    this.#pollPlayback();
  }

  /** Shows a moment of one of the selected element's animations, in ms on its ruler. */
  seek(animation: number, millis: number): void {
    this.#call((it) => it.seek(animation, millis));
    this.#pollPlayback();
  }

  /** Lets an animation's playhead move by itself, or stops it. */
  runPlayhead(animation: number, running: boolean): void {
    this.#call((it) => it.run_playhead(animation, running));
    this.#pollPlayback();
  }

  setLooping(looping: boolean): void {
    this.#call((it) => it.set_looping(looping));
    this.#pollPlayback();
  }

  /** Shows the document again instead of a moment of an animation. */
  letGo(): void {
    this.#call((it) => it.let_go());
    this.#pollPlayback();
  }

  /** Fires a trigger of the page that is played. */
  fire(trigger: string): void {
    const refusal = this.#call((it) => it.fire(trigger));
    if (refusal) this.events.refused(JSON.parse(refusal) as CommandError);
    this.#pollPlayback();
  }

  /** Sets a variable of the page that is played: `true`, `3` or `"text"`. */
  setVariable(name: string, value: string): void {
    const refusal = this.#call((it) => it.set_variable(name, value));
    if (refusal) this.events.refused(JSON.parse(refusal) as CommandError);
    this.#pollPlayback();
  }

  pointer(input: PointerInput): void {
    if (this.playing.value && input.button <= 0 && !input.space) {
      const pressed = { down: true, up: false, cancel: false, move: undefined, leave: undefined };
      this.#call((it) => it.point_preview(input.x, input.y, pressed[input.phase]));
      return;
    }
    const refusal = this.#call((it) => it.pointer(JSON.stringify(input)));
    if (refusal) this.events.refused(JSON.parse(refusal) as CommandError);
    // What a press or release did must be there when the next event is looked at.
    if (input.phase !== 'move') this.#poll();
  }

  wheel(x: number, y: number, dx: number, dy: number, zoom: boolean): void {
    this.#call((it) => it.wheel(x, y, dx, dy, zoom));
  }

  finishEditing(): void {
    this.#call((it) => it.finish_editing());
    this.#poll();
  }

  setExpanded(id: string, expanded: boolean): void {
    this.#call((it) => it.set_expanded(id, expanded));
    this.#poll();
  }

  hover(id: string | undefined): void {
    this.#call((it) => it.hover(id));
  }

  resize(width: number, height: number, deviceScale: number): void {
    this.#call((it) => it.resize(width, height, deviceScale));
    // At once, because the browser has cleared the canvas.
    this.#draw(performance.now());
  }

  setTheme(dark: boolean): void {
    this.#call((it) => it.set_theme(dark));
  }

  /** Sends again what the host couldn't write. */
  retry(): void {
    this.#call((it) => it.retry());
    this.#poll();
  }

  /** A stretch of the layers tree; the same object until the tree changes. */
  layers(offset: number, limit: number): LayerPage {
    const revision = this.state.value.layersRevision;
    if (revision !== this.#layersRevision) {
      this.#layersRevision = revision;
      this.#layerPages.clear();
    }
    const key = `${offset}+${limit}`;
    const known = this.#layerPages.get(key);
    if (known) return known;
    const text = this.#guard((it) => it.layers(offset, limit));
    const page = text ? (read(text) as LayerPage) : { total: 0, rows: [] };
    this.#layerPages.set(key, page);
    return page;
  }

  /** Ends the session and lets go of the canvas. */
  end(): void {
    this.#ended = true;
    cancelAnimationFrame(this.#frameRequest);
    this.#line?.close();
    clearTimeout(this.#graphicsRetry);
    this.canvas.value.removeEventListener('webglcontextlost', this.#contextLost);
    this.canvas.value.remove();
    this.studio.free?.();
  }

  /** Calls the engine, passes on what it wants to send and sees to the next frame. */
  #call<T>(call: (studio: Studio) => T): T | undefined {
    const answer = this.#guard((studio) => {
      const result = call(studio);
      for (const frame of studio.take_frames()) this.#line?.send(frame);
      return result;
    });
    this.#pollSaveState();
    this.#requestFrame();
    return answer;
  }

  #guard<T>(call: (studio: Studio) => T): T | undefined {
    try {
      return this.#guardTraps(call);
    } catch (error) {
      this.events.failed(error);
      return undefined;
    }
  }

  #guardTraps<T>(call: (studio: Studio) => T): T | undefined {
    if (this.#ended) return undefined;
    try {
      return call(this.studio);
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      // A trap leaves the module's memory in an unknown state: nothing more is asked of it.
      this.#ended = true;
      this.#line?.close();
      this.events.broke(error);
      return undefined;
    }
  }

  #requestFrame(): void {
    if (this.#frameRequest !== 0 || this.#ended) return;
    this.#frameRequest = requestAnimationFrame((now) => {
      this.#frameRequest = 0;
      this.#draw(now);
      this.#poll();
      this.#provideFonts();
      this.#provideProjectFonts();
      this.#provideImages();
    });
  }

  #draw(now: number): void {
    if (!this.#drawing) return;
    try {
      if (this.#guardTraps((it) => it.frame(now)) === true) this.#requestFrame();
    } catch {
      // The card gave the surface up without the event that says so.
      this.#loseGraphics();
    }
  }

  #poll(): void {
    this.#pollSaveState();
    this.#pollPlayback();
    const revision = this.#guard((it) => it.revision());
    if (revision === undefined || revision === this.#revision) return;
    this.#revision = revision;
    const text = this.#guard((it) => it.state());
    if (text === undefined) return;
    const state = shareUnchanged(this.state.value, (read(text) as StudioState));
    if (state.inspectorRevision !== this.#inspectorRevision) {
      this.#inspectorRevision = state.inspectorRevision;
      const inspector = this.#guard((it) => it.inspector());
      if (inspector !== undefined) {
        this.inspector.set(
          shareUnchanged(this.inspector.value, (read(inspector) as InspectorState)),
        );
      }
      const timeline = this.#guard((it) => it.timeline());
      if (timeline !== undefined) {
        this.timeline.set(shareUnchanged(this.timeline.value, read(timeline) as TimelineState));
      }
    }
    if (state.tokensRevision !== this.#tokensRevision) {
      this.#tokensRevision = state.tokensRevision;
      const tokens = this.#guard((it) => it.tokens());
      if (tokens !== undefined) this.tokens.set(read(tokens) as readonly TokenRow[]);
    }
    this.state.set(state);
  }

  #pollSaveState(): void {
    const text = this.#guard((it) => it.save_state());
    if (text === undefined || text === this.#saveStateText) return;
    this.#saveStateText = text;
    this.saveState.set(JSON.parse(text) as SaveState);
  }

  #provideFonts(): void {
    for (const family of this.#guard((it) => it.wanted_fonts()) ?? []) {
      if (this.#fontsAsked.has(family)) continue;
      this.#fontsAsked.add(family);
      void fetchFallbackFont(family).then(
        (bytes) => this.#call((it) => it.add_font(family, false, bytes)),
        // Asked again with the next frame that needs it, at most every few seconds.
        () => setTimeout(() => this.#fontsAsked.delete(family), 5000),
      );
    }
  }

  #provideProjectFonts(): void {
    const text = this.#guard((it) => it.missing_fonts());
    if (text === undefined || text === '[]') return;
    for (const hash of JSON.parse(text) as string[]) {
      if (this.#fontsAsked.has(hash)) continue;
      this.#fontsAsked.add(hash);
      void this.#provideProjectFont(hash);
    }
  }

  async #provideProjectFont(hash: string): Promise<void> {
    try {
      const bytes = await (await this.host.readAsset(hash)).arrayBuffer();
      const added = this.#call((it) => {
        it.add_project_font(hash, new Uint8Array(bytes));
        return true;
      });
      // A file that can't be read stays asked for: it won't be another one later.
      if (!added) return;
      this.#fontsAsked.delete(hash);
      const asset = this.state.value.assets.find((it) => it.hash === hash);
      if (asset) addToWindow(asset.faces, bytes);
    } catch {
      // The host may be away for a moment; texts are set in Inter until it is back.
      setTimeout(() => {
        this.#fontsAsked.delete(hash);
        this.#requestFrame();
      }, 3_000);
    }
  }

  #pollPlayback(): void {
    const text = this.#guard((it) => it.playback());
    if (text === undefined || text === this.#playbackText) return;
    this.#playbackText = text;
    const playback = shareUnchanged(this.playback.value, read(text) as PlaybackState);
    this.playback.set(playback);
    this.playing.set(playback.playing);
  }

  #provideImages(): void {
    const text = this.#guard((it) => it.missing_images());
    if (text === undefined || text === '[]') return;
    for (const hash of JSON.parse(text) as string[]) {
      if (this.#imagesAsked.has(hash)) continue;
      this.#imagesAsked.add(hash);
      void this.#provideImage(hash);
    }
  }

  async #provideImage(hash: string): Promise<void> {
    try {
      const image = await decodeImage(await this.host.readAsset(hash));
      this.#call((it) => it.add_image(hash, image.width, image.height, image.rgba));
    } catch {
      // The host may be away for a moment; the canvas shows a placeholder until it is back.
      setTimeout(() => {
        this.#imagesAsked.delete(hash);
        this.#requestFrame();
      }, 3_000);
    }
  }

  readonly #contextLost = (event: Event): void => {
    event.preventDefault();
    this.#loseGraphics();
  };

  #loseGraphics(): void {
    if (!this.#drawing || this.#ended) return;
    this.#drawing = false;
    this.events.graphicsLost();
    void this.#renewGraphics(GRAPHICS_RETRY_FIRST_MS);
  }

  /** Only the pixels are gone: document, selection, undo and camera live in the engine. So it
   * gets another canvas, as soon as the browser gives one that can be drawn on. */
  async #renewGraphics(retryMs: number): Promise<void> {
    try {
      const canvas = newCanvas();
      const graphics = await this.module.Graphics.create(canvas);
      if (this.#ended) {
        graphics.free?.();
        return;
      }
      this.#guard((it) => it.set_graphics(graphics));
      canvas.addEventListener('webglcontextlost', this.#contextLost);
      this.#imagesAsked.clear();
      this.#drawing = true;
      const lost = this.canvas.value;
      lost.removeEventListener('webglcontextlost', this.#contextLost);
      this.canvas.set(canvas);
      lost.remove();
      this.events.graphicsBack();
      this.#requestFrame();
    } catch (error) {
      console.warn(error);
      const next = Math.min(retryMs * 2, GRAPHICS_RETRY_LONGEST_MS);
      this.#graphicsRetry = setTimeout(() => void this.#renewGraphics(next), retryMs);
    }
  }
}

/** A canvas without a context. */
function newCanvas(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  // Drawing surfaces of no size are refused by some drivers.
  canvas.width = 16;
  canvas.height = 16;
  return canvas;
}

/** Reads the engine's JSON, where `null` stands for what the types leave out. */
function read(text: string): unknown {
  const present = (_: string, value: unknown): unknown => (value === null ? undefined : value);
  return JSON.parse(text, present);
}
