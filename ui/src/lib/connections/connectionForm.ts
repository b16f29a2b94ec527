// What the user types into the form for a connection. Whether it is right is the shell's to say.

import type { AcumaticaWay, AppError, ConnectionForm, ProcoreWay } from '../backend/bindings';

export type FieldName = Exclude<keyof ConnectionForm, 'procoreEnvironment' | 'acumaticaWay' | 'procoreWay' | 'band'>;

/** A field: what it is called and where in Acumatica or Procore its value is found. */
export type Field = {
  name: FieldName;
  label: string;
  help: string;
  /** What stands in an empty field: never an example, which would look filled in. */
  placeholder?: string;
  secret?: boolean;
  /** It can be read and not changed. */ fixed?: boolean;
};

/** Where the browser returns to unless another port is chosen. The shell knows the same number. */
const PORT = '53682';

/** A port says which redirect address it makes: that is registered with the vendor, letter by letter. */
export function withRedirect(field: Field, value: string): Field {
  if (field !== ACUMATICA_PORT && field !== PROCORE_PORT) return field;
  return {
    ...field,
    help: `Where your browser returns to; ${PORT} unless you enter another. Register this redirect address, letter by letter: http://localhost:${value.trim() || PORT}/callback`,
  };
}

const ACUMATICA_ADDRESS: Field = {
  name: 'acumaticaUrl',
  label: 'Address',
  help: 'As your browser shows it when you are signed in, for example https://company.acumatica.com.',
};
const TENANT: Field = {
  name: 'tenant',
  label: 'Tenant',
  help: 'The company that you choose on Acumatica’s sign-in page. Leave it empty where the page asks for none.',
};
const USER: Field[] = [
  {
    name: 'user',
    label: 'User',
    help: 'Best is a user that only Tieout signs in with: Acumatica lets each user sign in only a few times at once.',
  },
  { name: 'password', label: 'Password', help: 'The password of this user.', secret: true },
];

const APPLICATION: Field[] = [
  {
    name: 'applicationId',
    label: 'Client ID',
    help: 'From Acumatica’s Connected Applications (SM303010). It ends with @ and the tenant.',
  },
  {
    name: 'applicationSecret',
    label: 'Client secret',
    help: 'A shared secret, added on the same page of Acumatica. It is shown only once.',
    secret: true,
  },
];
const ACUMATICA_PORT: Field = { name: 'acumaticaPort', label: 'Port', help: '' };
const PROCORE_PORT: Field = { name: 'procorePort', label: 'Port', help: '' };

/** A way to sign in: what it is called, and for whom it is. */
export type Way<Name> = { name: Name; label: string; title: string };

export const ACUMATICA_WAYS: Way<AcumaticaWay>[] = [
  { name: 'cookie', label: 'Password', title: 'A user name and its password; nothing has to be set up in Acumatica' },
  {
    name: 'browser',
    label: 'Browser',
    title: 'You sign in on Acumatica’s own page, with your second factor; needs a connected application',
  },
  { name: 'application', label: 'Application', title: 'A user name and its password, through a connected application' },
];
export const PROCORE_WAYS: Way<ProcoreWay>[] = [
  {
    name: 'serviceAccount',
    label: 'Service account',
    title: 'The app itself; Procore’s history shows the service account',
  },
  { name: 'browser', label: 'Browser', title: 'You sign in on Procore’s own page; Procore’s history shows your name' },
  {
    name: 'pastedCode',
    label: 'Code',
    title: 'The same, and you bring the code that Procore shows; where nothing may listen on this computer',
  },
];

/** The fields of a way, in the order of the form. */
export function acumaticaFields(way: AcumaticaWay): Field[] {
  switch (way) {
    case 'cookie':
      return [TENANT, ...USER];
    case 'application':
      return [...APPLICATION, ...USER];
    case 'browser':
      return [...APPLICATION, ACUMATICA_PORT];
  }
}

export const ACUMATICA_FIELDS: Field[] = [ACUMATICA_ADDRESS];

export function procoreFields(way: ProcoreWay): Field[] {
  switch (way) {
    case 'serviceAccount':
      return [...PROCORE_FIELDS, COMPANY];
    case 'browser':
      return [...PROCORE_FIELDS, PROCORE_PORT, ONE_OF_YOURS];
    case 'pastedCode':
      return [...PROCORE_FIELDS, ONE_OF_YOURS];
  }
}

const PROCORE_FIELDS: Field[] = [
  {
    name: 'clientId',
    label: 'Client ID',
    help: 'In Procore’s Developer Portal: My Apps, your app, OAuth Credentials.',
  },
  { name: 'clientSecret', label: 'Client secret', help: 'On the same page, below the client ID.', secret: true },
];
const COMPANY: Field = {
  name: 'companyId',
  label: 'Company ID',
  help: 'The number in the address of your company’s pages: app.procore.com/562949953443325/company/home.',
};

/** A person can be asked once they have signed in; a service account has to name its company before it may ask anything. */
const ONE_OF_YOURS: Field = {
  ...COMPANY,
  help: 'Empty: you choose it from those your account sees, once you have signed in.',
};

export const PROCORE_ADDRESS_FIELDS: Field[] = [
  {
    name: 'procoreUrl',
    label: 'API address',
    help: 'Where requests go, e.g. https://sandbox-monthly.procore.com.',
  },
  {
    name: 'procoreLoginUrl',
    label: 'Login address',
    help: 'Where the app gets its token, e.g. https://login-sandbox-monthly.procore.com.',
  },
];

export const NAME_FIELD: Field = {
  name: 'name',
  label: 'Name of this connection',
  help: 'As you like, for example the company’s name. Left empty, it is called by the address.',
};

const ALL = [
  ...ACUMATICA_FIELDS,
  TENANT,
  ...USER,
  ...APPLICATION,
  ACUMATICA_PORT,
  ...PROCORE_FIELDS,
  PROCORE_PORT,
  COMPANY,
  ...PROCORE_ADDRESS_FIELDS,
  NAME_FIELD,
].map((field) => field.name);

export function emptyForm(): ConnectionForm {
  return {
    name: '',
    band: null,
    acumaticaUrl: '',
    acumaticaWay: 'cookie',
    applicationId: '',
    applicationSecret: '',
    acumaticaPort: '',
    tenant: '',
    user: '',
    password: '',
    procoreEnvironment: 'production',
    procoreUrl: '',
    procoreLoginUrl: '',
    procoreWay: 'serviceAccount',
    procorePort: '',
    clientId: '',
    clientSecret: '',
    companyId: '',
  };
}

/** What a connection pairs. It stays: its record is that of these two companies. */
const PAIRED: FieldName[] = ['acumaticaUrl', 'tenant', 'procoreUrl', 'procoreLoginUrl', 'companyId'];

/** A field of a connection that is being changed: what it pairs is fixed, and a secret that is left empty stays. */
export function editing(field: Field): Field {
  if (PAIRED.includes(field.name))
    return {
      ...field,
      fixed: true,
      help: 'What a connection pairs stays. Connect others as a connection of their own.',
    };
  return field.secret ? { ...field, placeholder: 'Unchanged' } : field;
}

/** The fields that a refused sign-in may be about: whichever it is, nobody says. */
export function doubtful(error: AppError | null): FieldName[] {
  if (error?.code !== 'wrongCredentials') return [];
  return error.field === 'clientSecret'
    ? ['clientId', 'clientSecret']
    : ['tenant', 'user', 'password', 'applicationId', 'applicationSecret'];
}

/** The remedy, told to somebody who is where it sends them. */
export const remedyHere = (error: AppError): AppError => ({
  ...error,
  remedy: error.remedy.replace(' under Connections', ' here'),
});

/** The field an error is about. Other errors are about the form as a whole. */
export function fieldOf(error: AppError | null): FieldName | null {
  return ALL.find((name) => name === error?.field) ?? null;
}
