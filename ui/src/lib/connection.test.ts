import { describe, expect, it } from 'vitest';
import type { Connection } from './backend/bindings';
import { environmentOf } from './connection';

const connection = (procore: string, demo = false): Connection => ({ id: 'c', name: 'C', demo, acumatica: '', tenant: '', user: '', procore, companyId: '1' });

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

  it('to the demo company is the demo', () => {
    expect(environmentOf(connection('http://127.0.0.1:1/', true))).toBe('demo');
  });
});
