import type { ProviderKind } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { providerNames } from '../../kit/index.js';
import { useGuides } from './use-guide.js';

/** What is to be done at the vendor, in order. */
export function SetupSteps({ kind }: { readonly kind: ProviderKind }) {
  const guide = useGuides()?.[kind];
  if (!guide) return <p>{t('loading')}</p>;
  return (
    <>
      <h3>{t('numStepsTitle', { provider: providerNames[kind] })}</h3>
      <ol className="steps">
        {guide.steps.map(step => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
}
