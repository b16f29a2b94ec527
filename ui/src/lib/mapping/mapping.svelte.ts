// The mapping as it is edited, beside what it makes of the company's own lines. The shell judges; this file only holds the draft.

import type { Backend } from '../backend/backend';
import type { AppError, CodeFormat, Mapping as Draft, MappingExamples, MappingVersion } from '../backend/bindings';
import { Said } from '../news/said.svelte';

/** How long typing may pause before the examples are asked for again. */
const PAUSE_MS = 150;

export class Mapping {
  draft = $state<Draft | null>(null);
  examples = $state.raw<MappingExamples | null>(null);
  versions = $state.raw<MappingVersion[]>([]);
  error = $state.raw<AppError | null>(null);
  readonly said = new Said();

  #saved = $state('');
  /** Of which connection the draft is; it is no other's. */
  #of: string | null = null;
  #backend: Backend;
  #turn = 0;
  #held = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  get changed(): boolean {
    return this.draft !== null && JSON.stringify(this.draft) !== this.#saved;
  }

  get canSave(): boolean {
    return this.changed && this.examples?.problems.length === 0;
  }

  /** Opens the mapping of a connection. A draft of it that was left is taken up again, on the lines as they are now. */
  async open(connection: string): Promise<void> {
    if (this.#of === connection && this.changed) return void (await this.#ask());
    this.#of = connection;
    await this.#read();
  }

  async #read(): Promise<void> {
    this.said.putAway();
    const answer = await this.#backend.mapping();
    if (answer.status === 'error') return void (this.error = answer.error);
    this.error = null;
    this.#hold(answer.data);
    await Promise.all([this.#ask(), this.#listVersions()]);
  }

  /** Drops the draft: its connection is left. */
  drop() {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#of = null;
    this.draft = null;
    this.examples = null;
    this.#saved = '';
    this.said.putAway();
    void this.#tellHeld();
  }

  /** Before it ends, the shell asks about a draft that would be lost. */
  async #tellHeld(): Promise<void> {
    if (this.changed === this.#held) return;
    this.#held = this.changed;
    const answer = await this.#backend.holdDraft(this.#held);
    if (answer.status === 'error') this.said.problem(answer.error);
  }

  /** The draft was edited: its examples are asked for when the typing pauses. */
  edited() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), PAUSE_MS);
  }

  /** Names a group's cost type outright, or leaves it to be recognised where the text is empty. */
  nameCostType(accountGroup: string, costType: string) {
    if (!this.draft) return;
    const others = this.draft.costTypes.filter((one) => one.accountGroup !== accountGroup);
    this.draft.costTypes = costType.trim() === '' ? others : [...others, { accountGroup, costType: costType.trim() }];
    this.edited();
  }

  /** Names the Procore code of one of Acumatica's outright, or leaves it to be found where the text is empty. */
  nameCostCode(acumatica: string, procore: string) {
    if (!this.draft) return;
    const others = this.draft.namedCostCodes.filter((one) => one.acumatica !== acumatica);
    this.draft.namedCostCodes = procore.trim() === '' ? others : [...others, { acumatica, procore: procore.trim() }];
    this.edited();
  }

  /** Names a task's sub job in the table; a task that is taken out of it is not mapped. */
  nameSubJob(task: string, subJob: string) {
    if (!this.draft) return;
    const others = this.draft.subJobTable.filter((one) => one.task !== task);
    this.draft.subJobTable = [...others, { task, subJob: subJob.trim() }];
    this.edited();
  }

  addPart(format: CodeFormat) {
    format.parts.push({ fromLength: 2, toLength: 2, zeros: format.parts.length === 0 ? 'start' : 'end' });
    if (format.parts.length === 1 && format.joinedBy === '') [format.separators, format.joinedBy] = ['-', '-'];
    this.edited();
  }

  removePart(format: CodeFormat, index: number) {
    format.parts.splice(index, 1);
    this.edited();
  }

  async save(): Promise<void> {
    if (!this.draft || !this.canSave) return;
    const answer = await this.#backend.saveMapping($state.snapshot(this.draft));
    if (answer.status === 'error') return this.said.problem(answer.error);
    this.#hold(answer.data.mapping);
    this.said.tell(`Saved as version ${answer.data.version}. Every job was judged again.`);
    await Promise.all([this.#ask(), this.#listVersions()]);
  }

  /** Looks at an old version again, as a draft. */
  async use(version: MappingVersion): Promise<void> {
    this.draft = structuredClone(version.mapping);
    await this.#ask();
  }

  async undo(): Promise<void> {
    await this.#read();
  }

  async export(): Promise<void> {
    await this.said.exported(this.#backend.exportMapping());
  }

  async import(): Promise<void> {
    const answer = await this.#backend.importMapping();
    if (answer.status === 'error') return this.said.problem(answer.error);
    if (answer.data === null) return;
    this.draft = answer.data;
    this.said.tell('Read as a draft. Nothing is saved yet.');
    await this.#ask();
  }

  #hold(draft: Draft) {
    this.#saved = JSON.stringify(draft);
    this.draft = structuredClone(draft);
  }

  async #ask(): Promise<void> {
    if (!this.draft) return;
    void this.#tellHeld();
    const turn = ++this.#turn;
    const answer = await this.#backend.mappingExamples($state.snapshot(this.draft));
    if (turn !== this.#turn) return;
    if (answer.status === 'ok') this.examples = answer.data;
    else this.said.problem(answer.error);
  }

  async #listVersions(): Promise<void> {
    const answer = await this.#backend.mappingVersions();
    if (answer.status === 'ok') this.versions = answer.data;
  }
}
