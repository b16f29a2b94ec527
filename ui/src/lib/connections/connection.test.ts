import { describe, expect, it } from 'vitest';
import type { Connection } from '../backend/bindings';
import { bandOf, environmentOf } from './connection';

const connection = (procore: string, demo = false): Connection => ({
  id: 'c',
  name: 'C',
  demo,
  acumatica: '',
  tenant: '',
  user: '',
  procore,
  companyId: '1',
  band: null,
});

describe('a connection', () => {
  it.each([
    ['https://app.procore.com/', 'production'],
    ['https://sandbox.procore.com/', 'sandbox'],
    ['https://sandbox-monthly.procore.com/', 'sandbox'],
    ['http://127.0.0.1:4102/', 'other'],
    ['https://procore.com.example.org/', 'other'],
    ['no address', 'other'],
  ])('%s is %s', (address, expected) => {
    expect(environmentOf(connection(address))).toBe(expected);
  });

  it('has the colour of its environment until the user chooses another', () => {
    const sandbox = connection('https://sandbox.procore.com/');
    expect(bandOf(sandbox)).toBe('blue');
    expect(bandOf({ ...sandbox, band: 'violet' })).toBe('violet');
  });

  it('to the demo company is the demo', () => {
    expect(environmentOf(connection('http://127.0.0.1:1/', true))).toBe('demo');
  });
});
