// <backwise-timer>: counts a hold and the rest after it. It goes by the clock, so that a phone
// that sleeps meanwhile shows the right second afterwards.

import { LitElement, html, nothing } from "lit";
import { timerStyle } from "./style";
import type { Wording } from "./wording";

type Phase = "hold" | "rest";

export class ExerciseTimer extends LitElement {
  static override properties = {
    hold: { type: Number },
    rest: { type: Number },
    wording: { attribute: false },
    phase: { state: true },
    left: { state: true },
    endsAt: { state: true },
    sound: { state: true },
  };
  static override styles = timerStyle;

  declare hold: number;
  declare rest: number;
  declare wording: Wording;
  /** What is being counted; undefined before the start. */
  declare phase: Phase | "done" | undefined;
  /** Milliseconds that are left of it. */
  declare left: number;
  /** When it ends, in milliseconds; undefined while it pauses. */
  declare endsAt: number | undefined;
  declare sound: boolean;

  private ticking: number | undefined;

  constructor() {
    super();
    this.hold = 0;
    this.rest = 0;
    this.left = 0;
    this.sound = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.clearInterval(this.ticking);
  }

  override render() {
    const { wording, phase } = this;
    const counts = phase === "hold" || phase === "rest";
    return html`
      <div class="timer" role="group" aria-label=${wording.timer}>
        <span class="count" role="timer">${counts ? clock(this.left) : clock(this.first * 1000)}</span>
        <span class="phase" role="status">${phase ? wording[phase] : nothing}</span>
        <button type="button" @click=${this.press}>
          ${!phase
            ? wording.timerStart
            : phase === "done"
              ? wording.timerAgain
              : this.endsAt === undefined
                ? wording.timerGoOn
                : wording.timerPause}
        </button>
        <button
          type="button"
          class="quiet"
          aria-pressed=${this.sound}
          @click=${() => (this.sound = !this.sound)}
        >
          ${this.sound ? wording.soundOn : wording.soundOff}
        </button>
      </div>
    `;
  }

  /** What is counted first, in seconds. */
  private get first(): number {
    return this.hold || this.rest;
  }

  private press(): void {
    if (this.phase === undefined || this.phase === "done") this.begin(this.hold ? "hold" : "rest");
    else if (this.endsAt === undefined) this.run();
    else {
      this.left = Math.max(0, this.endsAt - Date.now());
      this.endsAt = undefined;
      window.clearInterval(this.ticking);
    }
  }

  private begin(phase: Phase): void {
    this.phase = phase;
    this.left = (phase === "hold" ? this.hold : this.rest) * 1000;
    this.run();
  }

  private run(): void {
    this.endsAt = Date.now() + this.left;
    window.clearInterval(this.ticking);
    this.ticking = window.setInterval(() => this.tick(), 200);
  }

  private tick(): void {
    if (this.endsAt === undefined) return;
    this.left = Math.max(0, this.endsAt - Date.now());
    if (this.left > 0) return;
    window.clearInterval(this.ticking);
    if (this.sound) beep();
    if (this.phase === "hold" && this.rest) this.begin("rest");
    else {
      this.phase = "done";
      this.endsAt = undefined;
    }
  }
}

function clock(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function beep(): void {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  volume.gain.value = 0.2;
  tone.frequency.value = 660;
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.25);
  tone.onended = () => void audio.close();
}
