import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Fake, fakeBackend, TROUBLES } from '../backend/fake';
import { effectText } from './effect';
import { Mapping } from './mapping.svelte';

describe('a mapping', () => {
  let backend: Fake;
  let mapping: Mapping;

  beforeEach(async () => {
    vi.useFakeTimers();
    backend = fakeBackend({}, { open: true });
    mapping = new Mapping(backend);
    await mapping.open('demo');
    return () => vi.useRealTimers();
  });

  const settle = () => vi.advanceTimersByTimeAsync(1_000);

  it('is tried out on the company’s own lines when the typing pauses, and only then saved', async () => {
    expect(mapping.changed).toBe(false);
    mapping.nameCostType('TRAVEL', 'O');
    mapping.nameCostType('TRAVEL', 'OH');
    expect(backend.asked('mappingExamples').length).toBe(1);
    await settle();
    expect(backend.asked('mappingExamples').length).toBe(2);
    expect(mapping.examples?.gained).toBe(1);
    expect(mapping.draft?.costTypes).toEqual([{ accountGroup: 'TRAVEL', costType: 'OH' }]);
    await mapping.save();
    expect(mapping.changed).toBe(false);
    expect(mapping.versions.map((one) => one.version)).toEqual([1]);
  });

  it('names a code outright, and leaves it to be found again', async () => {
    expect(mapping.examples?.costCodes.find((one) => one.from === '99-999')?.becomes).toBeNull();
    mapping.nameCostCode('99-999', ' 01-990 ');
    mapping.nameCostCode('99-999', '01-991');
    await settle();
    expect(mapping.draft?.namedCostCodes).toEqual([{ acumatica: '99-999', procore: '01-991' }]);
    expect(mapping.examples?.costCodes.find((one) => one.from === '99-999')).toMatchObject({
      becomes: '01-991',
      foundBy: 'mapping',
    });
    mapping.nameCostCode('99-999', '');
    expect(mapping.changed).toBe(false);
  });

  it('is not saved while it cannot be meant', async () => {
    if (!mapping.draft) throw new Error('no draft');
    mapping.addPart(mapping.draft.costCodes);
    mapping.draft.costCodes.parts[0] = { fromLength: 0, toLength: 2, zeros: 'start' };
    mapping.edited();
    await settle();
    expect(mapping.canSave).toBe(false);
    await mapping.save();
    expect(backend.asked('saveMapping')).toEqual([]);
    mapping.removePart(mapping.draft.costCodes, 0);
    await settle();
    expect(mapping.examples?.problems).toEqual([]);
  });

  it('is imported, and an old version looked at, as a draft', async () => {
    await mapping.import();
    expect([mapping.changed, mapping.draft?.costTypes.length]).toEqual([true, 1]);
    await mapping.save();
    mapping.nameCostType('TRAVEL', '');
    await settle();
    await mapping.save();
    const old = mapping.versions.at(-1);
    if (!old) throw new Error('no version');
    await mapping.use(old);
    expect([mapping.changed, mapping.draft?.costTypes.length]).toEqual([true, 1]);
    await mapping.undo();
    expect(mapping.changed).toBe(false);
  });

  it('says why it was not saved', async () => {
    mapping.nameSubJob('PHASE 2', '2');
    await settle();
    backend.world.failing.saveMapping = TROUBLES.unreachable;
    await mapping.save();
    expect(mapping.said.now).toMatchObject({ tone: 'problem', message: TROUBLES.unreachable.message });
    expect(mapping.changed).toBe(true);
  });

  it('keeps its draft when the view is left, says that it holds one, and drops it with its connection', async () => {
    mapping.nameCostType('TRAVEL', 'O');
    await settle();
    expect(backend.asked('holdDraft')).toEqual([[true]]);
    await mapping.open('demo');
    expect(mapping.draft?.costTypes).toEqual([{ accountGroup: 'TRAVEL', costType: 'O' }]);
    expect([mapping.changed, mapping.examples?.gained]).toEqual([true, 1]);
    await mapping.open('another');
    expect(mapping.changed).toBe(false);
    mapping.nameCostType('TRAVEL', 'O');
    mapping.drop();
    await settle();
    expect([mapping.changed, mapping.draft]).toEqual([false, null]);
    expect(backend.asked('holdDraft').at(-1)).toEqual([false]);
  });

  it('says in money what saving does, and which cost types there are', async () => {
    mapping.nameCostType('TRAVEL', 'O');
    await settle();
    const { examples } = mapping;
    if (!examples) throw new Error('no examples');
    expect(effectText(examples)).toMatch(/^\d+ lines? \(\$[\d,]+\.\d\d\) gets? a budget code$/);
    expect(examples.costTypesOffered).toContainEqual({ code: 'O', name: 'Other' });
  });
});
