// The one door to Tauri.

import type { Answer, Backend, News } from './backend';
import { commands, events } from './bindings';

/** A call that did not even arrive, e.g. because the shell is going down, becomes an error like any other. */
function arrived<Asked extends unknown[], T>(call: (...asked: Asked) => Promise<Answer<T>>) {
  return async (...asked: Asked): Promise<Answer<T>> => {
    try {
      return await call(...asked);
    } catch (error) {
      const message = 'The window could not reach the application behind it.';
      const remedy = `Restart Tieout. (${String(error)})`;
      return { status: 'error', error: { code: 'internal', message, remedy, reference: null, field: null } };
    }
  };
}

export const tauri: Backend = {
  startState: arrived(commands.startState),
  openDemo: arrived(commands.openDemo),
  openConnection: arrived(commands.openConnection),
  connect: arrived(commands.connect),
  connectionForm: arrived(commands.connectionForm),
  editConnection: arrived(commands.editConnection),
  answerSignIn: arrived(commands.answerSignIn),
  cancelSignIn: arrived(commands.cancelSignIn),
  testConnection: arrived(commands.testConnection),
  testForm: arrived(commands.testForm),
  forgetConnection: arrived(commands.forgetConnection),
  closeConnection: arrived(commands.closeConnection),
  budgetsPage: arrived(commands.budgetsPage),
  jobLines: arrived(commands.jobLines),
  openComparison: arrived(commands.openComparison),
  replan: arrived(commands.replan),
  arrangeLines: arrived(commands.arrangeLines),
  sumLines: arrived(commands.sumLines),
  tableOfLines: arrived(commands.tableOfLines),
  outdatedLines: arrived(commands.outdatedLines),
  whoMoved: arrived(commands.whoMoved),
  reimportShown: arrived(commands.reimportShown),
  exportPlan: arrived(commands.exportPlan),
  exportBudget: arrived(commands.exportBudget),
  mapping: arrived(commands.mapping),
  mappingExamples: arrived(commands.mappingExamples),
  saveMapping: arrived(commands.saveMapping),
  mappingVersions: arrived(commands.mappingVersions),
  exportMapping: arrived(commands.exportMapping),
  importMapping: arrived(commands.importMapping),
  checkNow: arrived(commands.checkNow),
  showRows: arrived(commands.showRows),
  readJob: arrived(commands.readJob),
  prepareReimport: arrived(commands.prepareReimport),
  reimport: arrived(commands.reimport),
  openBudget: arrived(commands.openBudget),
  awaitUnlock: arrived(commands.awaitUnlock),
  setOwnership: arrived(commands.setOwnership),
  stateCurrency: arrived(commands.stateCurrency),
  linkReview: arrived(commands.linkReview),
  linkJob: arrived(commands.linkJob),
  setJobAside: arrived(commands.setJobAside),
  linkByEvidence: arrived(commands.linkByEvidence),
  adoptBudget: arrived(commands.adoptBudget),
  adoptAgreeing: arrived(commands.adoptAgreeing),
  dismissNotice: arrived(commands.dismissNotice),

  on<Name extends keyof News>(name: Name, listener: (news: News[Name]) => void) {
    return events[name].listen((event) => listener(event.payload as News[Name]));
  },
};
