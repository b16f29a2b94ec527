import { beforeEach, describe, expect, it } from 'vitest';
import { type Fake, fakeBackend, TROUBLES } from '../backend/fake';
import type { Entry } from './rows.svelte';
import { Session } from '../session.svelte';

const JOB = '24-101';

describe('a comparison', () => {
  let backend: Fake;
  let session: Session;

  beforeEach(async () => {
    backend = fakeBackend({}, { open: true });
    session = new Session(backend);
    await session.start();
    await session.compare(JOB);
  });

  const comparison = () => session.comparison;
  const indexOf = (outcome: string) => {
    const index = comparison().data?.lines.findIndex((line) => line.outcome === outcome) ?? -1;
    if (index < 0) throw new Error(`no line is ${outcome}`);
    return index;
  };
  const codeOf = (index: number) => comparison().data?.lines[index]?.code ?? '';
  const place = (wanted: (entry: Entry) => boolean) => comparison().rows.all.findIndex(wanted);

  it('is shown at once and read again', () => {
    expect(comparison().summary?.lines).toBeGreaterThan(0);
    expect(backend.asked('readJob')).toEqual([[JOB]]);
    expect(comparison().rows.all[0]?.kind).toBe('group');
  });

  it('makes a line’s choice, takes it back, and hands it back with the plan’s id', async () => {
    const index = indexOf('revised');
    await comparison().toggle(index);
    expect(comparison().line(index)?.outcome).toBe('left');
    const { planId, options } = comparison();
    expect(options.choices).toEqual([{ code: codeOf(index), choice: 'leave' }]);
    backend.world.ends = 'declined';
    await session.reimport(JOB, 'Harbor Point');
    expect(backend.asked('reimport')).toEqual([[planId, options]]);
    await comparison().toggle(index);
    expect(comparison().choices).toEqual([]);
    expect(comparison().line(index)?.outcome).toBe('revised');
  });

  it('leaves a whole group, and applies it again where one is left already', async () => {
    const lines = comparison().arrangement?.groups[0]?.lines ?? [];
    await comparison().toggle(lines[0] ?? 0);
    await comparison().toggleAll(lines);
    expect(comparison().choices).toEqual([]);
    await comparison().toggleAll(lines);
    expect(comparison().choices.map((one) => one.code)).toEqual(lines.map(codeOf));
    await comparison().forgetChoices();
    expect(comparison().choices).toEqual([]);
  });

  it('sets to zero what only Procore has, and only that', async () => {
    await comparison().toggleZero(comparison().everyIndex);
    expect(new Set(comparison().choices.map((one) => one.choice))).toEqual(new Set(['setToZero']));
    expect(comparison().line(indexOf('onlyInProcore'))?.outcome).toBe('setToZero');
    await comparison().toggleZero(comparison().everyIndex);
    expect(comparison().choices).toEqual([]);
  });

  it('shows who owns the budget once the shell says so, and why it could not be set', async () => {
    await comparison().toggle(indexOf('revised'));
    await comparison().own('procore');
    await comparison().reload();
    expect(backend.asked('setOwnership')).toEqual([[JOB, 'procore']]);
    expect(comparison().data?.row.ownership).toBe('procore');
    backend.world.failing.setOwnership = TROUBLES.unreachable;
    await comparison().own('acumatica');
    expect(comparison().said.now?.message).toBe(TROUBLES.unreachable.message);
  });

  it('keeps existing lines and adds, on a first import', async () => {
    await comparison().keepExisting(true);
    expect(comparison().keepsExisting).toBe(true);
    const left = comparison().everyIndex.filter((index) => comparison().line(index)?.outcome === 'left');
    expect(left.every((index) => comparison().data?.lines[index]?.budget !== null)).toBe(true);
    expect(comparison().line(indexOf('created'))?.outcome).toBe('created');
    await comparison().keepExisting(false);
    expect(comparison().choices).toEqual([]);
  });

  it('takes choices back that the shell refuses, and says why', async () => {
    backend.world.failing.choose = TROUBLES.locked;
    await comparison().toggle(indexOf('revised'));
    expect(comparison().choices).toEqual([]);
    expect(comparison().said.now).toMatchObject({ tone: 'problem', message: TROUBLES.locked.message });
  });

  it('keeps choices one after the other, and leaves out those that a later one holds', async () => {
    const [one, other, third] = [indexOf('revised'), indexOf('created'), indexOf('onlyInProcore')];
    const ask = backend.choose;
    let answerFirst = () => undefined as void;
    backend.choose = async (planId, options) => {
      if (options.choices.length === 1) await new Promise<void>((done) => (answerFirst = done));
      return ask(planId, options);
    };
    const chosen = [comparison().toggle(one)];
    await Promise.resolve();
    chosen.push(comparison().toggle(third), comparison().toggle(third), comparison().toggle(other));
    expect(comparison().choosing.busy).toBe(true);
    answerFirst();
    await Promise.all(chosen);
    expect(backend.asked('choose')).toHaveLength(2);
    expect(comparison().line(one)?.outcome).toBe('left');
    expect(comparison().line(other)?.outcome).toBe('left');
    expect(comparison().choosing.busy).toBe(false);
  });

  it('does not take back what is being chosen when it is read again meanwhile', async () => {
    const index = indexOf('revised');
    const ask = backend.choose;
    let answer = () => undefined as void;
    backend.choose = async (planId, options) => {
      await new Promise<void>((done) => (answer = done));
      return ask(planId, options);
    };
    const chosen = comparison().toggle(index);
    await Promise.resolve();
    await comparison().reload();
    expect(comparison().choices.length).toBe(1);
    answer();
    await chosen;
    expect(comparison().line(index)?.outcome).toBe('left');
  });

  it('goes to the next change and round again, past what is collapsed', async () => {
    await comparison().show({ shown: 'all' });
    const changes = comparison().rows.all.filter(
      (entry) => entry.kind === 'line' && comparison().line(entry.index)?.change,
    );
    const visited = changes.map(() => comparison().nextChange(1));
    expect(new Set(visited).size).toBe(changes.length);
    expect(comparison().nextChange(1)).toBe(visited[0]);
    expect(comparison().nextChange(-1)).toBe(visited.at(-1));
    comparison().rows.collapseAll();
    expect(comparison().nextChange(1)).toBe(null);
  });

  it('sums a selection of several rows, a group standing for its lines', async () => {
    const group = place((entry) => entry.kind === 'group');
    comparison().rows.selection.go(group);
    await comparison().sumSelection();
    expect(comparison().sums).toBe(null);
    comparison().rows.selection.go(group + 2, true);
    await comparison().sumSelection();
    expect(comparison().sums?.lines).toBe(comparison().arrangement?.groups[0]?.lines.length);
    comparison().rows.selection.toggle(group);
    expect(comparison().rows.selected.length).toBe(2);
  });

  it('stays as it is where the readings are the same, and is replaced where they are not', async () => {
    await comparison().show({ shown: 'all' });
    const shown = comparison().planId;
    comparison().rows.collapsed.add('05');
    backend.tell('budgetsChanged', {});
    await comparison().reload();
    expect(comparison().planId).toBe(shown);
    backend.world.state = 'moved';
    await comparison().reload();
    expect(comparison().planId).not.toBe(shown);
    expect([comparison().query.shown, comparison().rows.collapsed.has('05')]).toEqual(['all', true]);
  });

  it('is replaced with what is chosen of it', async () => {
    const index = indexOf('revised');
    await comparison().toggle(index);
    const shown = comparison().planId;
    backend.world.state = 'moved';
    await comparison().reload();
    expect(comparison().planId).not.toBe(shown);
    expect(comparison().choices).toEqual([{ code: codeOf(index), choice: 'leave' }]);
    expect(comparison().line(index)?.outcome).toBe('left');
  });

  it('shows what moved after a refusal, until the new plan is wanted', async () => {
    await comparison().toggle(indexOf('revised'));
    // The figures move while the dialog is open.
    backend.world.confirms = async () => ((backend.world.state = 'moved'), true);
    backend.world.ends = 'outdated';
    await session.reimport(JOB, 'Harbor Point');
    expect(comparison().outdated?.length).toBeGreaterThan(0);
    expect(session.reimports.of(JOB)).toBe(null);
    await comparison().useNewPlan();
    expect(comparison().outdated).toBe(null);
  });

  it('offers to unlock a locked budget, and says the steps', async () => {
    await session.compare('24-126');
    expect(comparison().summary?.refusals.length).toBe(1);
    await comparison().takeOffer('unlock', true);
    expect(comparison().summary?.refusals).toEqual([]);
    expect(comparison().summary?.steps.length).toBe(3);
    expect(comparison().options.unlock).toBe(true);
    await comparison().takeOffer('unlock', false);
    expect(comparison().summary?.refusals.length).toBe(1);
  });

  it('creates the codes that lines lack, with lines that can be left then, and gives such choices back with the offer', async () => {
    const lacking = indexOf('unmapped');
    expect(comparison().line(lacking)?.choice).toBe(null);
    await comparison().takeOffer('createCodes', true);
    expect(comparison().line(lacking)?.outcome).toBe('created');
    expect(comparison().summary?.steps[0]).toMatch(/^Create \d+ budget codes/);
    await comparison().toggle(indexOf('revised'));
    await comparison().toggle(lacking);
    expect(comparison().line(lacking)?.outcome).toBe('left');
    backend.world.state = 'moved';
    await comparison().reload();
    expect(comparison().options.createCodes).toBe(true);
    expect(comparison().choices.length).toBe(2);
    await comparison().takeOffer('createCodes', false);
    expect(comparison().choices).toEqual([{ code: codeOf(indexOf('revised')), choice: 'leave' }]);
    expect(comparison().line(lacking)?.outcome).toBe('unmapped');
  });

  it('copies the selected rows, or all that are shown', async () => {
    const written: string[] = [];
    const write = async ({ text }: { text: string }) => void written.push(text);
    await comparison().copy(write);
    expect(written[0]?.split('\n').length).toBe((comparison().arrangement?.sums.lines ?? 0) + 1);
    expect(comparison().said.now?.message).toMatch(/ lines copied\.$/);
    await comparison().copy(() => Promise.reject(new Error('no')));
    expect(comparison().said.now?.tone).toBe('problem');
  });

  it('says where a plan was exported to, and nothing where the user thought better of it', async () => {
    await comparison().exportPlan('xlsx');
    expect(comparison().said.now?.message).toBe(`Exported to plan-${JOB}.xlsx.`);
    comparison().said.putAway();
    backend.exportBudget = async () => ({ status: 'ok', data: null });
    await comparison().exportBudget();
    expect(comparison().said.now).toBe(null);
  });
});
