// What the user types into the form for a connection. Whether it is right is the shell's to say.

import type { AppError, ConnectionForm } from './backend/bindings';

export type FieldName = Exclude<keyof ConnectionForm, 'procoreEnvironment'>;

/** A field: what it is called and where in Acumatica or Procore its value is found. */
export type Field = { name: FieldName; label: string; help: string; placeholder?: string; secret?: boolean };

export const ACUMATICA_FIELDS: Field[] = [
  { name: 'acumaticaUrl', label: 'Address', help: 'What your browser shows when you are signed in to Acumatica. A longer address will do too.', placeholder: 'https://company.acumatica.com' },
  { name: 'tenant', label: 'Tenant', help: 'The choice on Acumatica’s sign-in page; there: Tenants (SM203520), Login Name. Empty where the page offers none.' },
  { name: 'user', label: 'User', help: 'A user of your own for Tieout is best: Acumatica allows each user few sessions. See Users (SM201010).' },
  { name: 'password', label: 'Password', help: 'The one this user signs in with.', secret: true },
];

export const PROCORE_FIELDS: Field[] = [
  { name: 'clientId', label: 'Client ID', help: 'Of the service account app: Procore’s Developer Portal, My Apps, the app, OAuth credentials.' },
  { name: 'clientSecret', label: 'Client secret', help: 'On the same page, beside the client ID.', secret: true },
  { name: 'companyId', label: 'Company ID', help: 'The number in the address of your company’s pages: app.procore.com/NUMBER/company/home.', placeholder: '562949953443325' },
];

export const PROCORE_ADDRESS_FIELDS: Field[] = [
  { name: 'procoreUrl', label: 'API address', help: 'Where requests go, e.g. https://sandbox-monthly.procore.com.', placeholder: 'https://…' },
  { name: 'procoreLoginUrl', label: 'Login address', help: 'Where the app gets its token, e.g. https://login-sandbox-monthly.procore.com.', placeholder: 'https://…' },
];

export const NAME_FIELD: Field = { name: 'name', label: 'Name of this connection', help: 'Yours to choose, e.g. the company and whether it is a sandbox. Empty: the address.' };

const ALL = [...ACUMATICA_FIELDS, ...PROCORE_FIELDS, ...PROCORE_ADDRESS_FIELDS, NAME_FIELD].map((field) => field.name);

export function emptyForm(): ConnectionForm {
  return {
    name: '',
    acumaticaUrl: '',
    tenant: '',
    user: '',
    password: '',
    procoreEnvironment: 'production',
    procoreUrl: '',
    procoreLoginUrl: '',
    clientId: '',
    clientSecret: '',
    companyId: '',
  };
}

/** The field an error is about. Other errors are about the form as a whole. */
export function fieldOf(error: AppError | null): FieldName | null {
  return ALL.find((name) => name === error?.field) ?? null;
}
