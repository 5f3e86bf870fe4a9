/** Assistants: the models they ask, and in a demo the simulated one. */

import { demoTenant } from '../accounts/demo-data.js';
import { seedDemoAssistants } from '../ai/demo-assistants.js';
import type { Models } from '../ai/model/model.js';
import { openModels } from '../ai/model/open-models.js';
import type { SimulatedModel } from '../ai/simulation/simulated-model.js';
import { createSimulatedModelUrls } from '../ai/simulation/simulated-model-url.js';
import type { DatabaseParts } from './database.js';
import type { Part, ServerContext } from './server-context.js';

/** The models of this process. */
export interface AiParts extends Part {
  readonly models: Models;
  /** Null in an installation. */
  readonly simulatedModel: SimulatedModel | null;
}

/** Creates them; opens no connection to a model before the first call. */
export async function wireAi(
  { config, hasSimulators, alert }: ServerContext,
  { database }: Pick<DatabaseParts, 'database'>,
): Promise<AiParts> {
  if (config.mode === 'demo') await seedDemoAssistants(database, demoTenant.slug);
  const simulatedModel = hasSimulators
    ? await import('../ai/simulation/simulated-model.js').then(({ startSimulatedModel }) =>
        startSimulatedModel(),
      )
    : null;
  const models = openModels({
    allowPrivate: config.aiAllowPrivate,
    onBroken: error => alert('the library for models does not work', { error }),
    ...(simulatedModel && { rewrite: createSimulatedModelUrls(simulatedModel.url) }),
  });
  return {
    models,
    simulatedModel,
    stop: async () => {
      await models.close();
      await simulatedModel?.stop();
    },
  };
}
