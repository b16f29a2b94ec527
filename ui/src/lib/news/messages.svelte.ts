// The messages of this session: those that are shown, and all of them to be read again. A re-import that ended and a notice are one kind of
// thing here.

import { SvelteMap } from 'svelte/reactivity';
import { clock } from '../text/clock.svelte';
import type { Reimport, Reimports } from '../reimports/reimports.svelte';
import { type Tone, toneOf } from '../reimports/tones';
import type { Action, Notices, Told } from './notices.svelte';

export type Message = {
  /** The notice's id, or the job's. */
  id: string;
  /** As RFC 3339. */
  at: string;
  tone: Tone;
  message: string;
  details: string[];
  remedy: string;
  reference: string | null;
  /** The job that a notice is about. */
  job: string | null;
  /** Of the end of a re-import. */
  reimport: Reimport | null;
  action: Action | null;
};

const now = () => clock.now.toISOString();

/** As many as a person would ever go through again. */
const KEPT = 500;

export class Messages {
  /** Everything that was said since the window opened, by the company that was open: nobody's messages stand beside another's jobs. */
  #said = new SvelteMap<string | null, Message[]>();
  #company = $state<string | null>(null);

  /** Of the company that is open, the newest first. */
  get all(): Message[] {
    return this.#said.get(this.#company) ?? [];
  }

  /** Another company is open now, or none. */
  of(company: string | null) {
    this.#company = company;
  }

  /** One that is only shown again keeps the time at which it was said. */
  noticed(notice: Told, again = false) {
    if (again && this.all.some((one) => one.id === notice.id)) return;
    const { id, tone, message, details, remedy, job, action = null } = notice;
    this.#add({ id, at: now(), tone, message, details, remedy, reference: null, job, reimport: null, action });
  }

  ended(reimport: Reimport) {
    const { end, jobId, projectName } = reimport;
    if (!end) return;
    const { details, remedy, reference } = end;
    const message = `${`${jobId} ${projectName}`.trim()}: ${end.message}`;
    const tone = toneOf(end.kind);
    this.#add({
      id: jobId,
      at: now(),
      tone,
      message,
      details,
      remedy,
      reference,
      job: null,
      reimport,
      action: null,
    });
  }

  /** Those that nobody has put away, the newest first. */
  shown(notices: Notices, reimports: Reimports): Message[] {
    return this.all.filter(({ id, reimport }) =>
      reimport ? reimports.of(id) === reimport : notices.all.some((one) => one.id === id),
    );
  }

  #add(message: Message) {
    const others = message.reimport ? this.all : this.all.filter((one) => one.id !== message.id);
    this.#said.set(this.#company, [message, ...others].slice(0, KEPT));
  }
}

/** What needs the person stays in full sight; the others are good to know. */
export function isLoud({ tone }: { tone: Tone }): boolean {
  return tone === 'problem' || tone === 'attention';
}
