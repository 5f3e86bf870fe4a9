import { t } from '../i18n/index.js';
import type { Fault } from './to-fault.js';
import './kit.css';

/** Properties of `FaultBox`. */
export interface FaultBoxProps {
  readonly fault: Fault | null;
  readonly onRetry?: () => void;
}

/** Says what went wrong: the sentence, the server's detail, code and request. */
export function FaultBox({ fault, onRetry }: FaultBoxProps) {
  if (fault === null) return null;
  return (
    <div role="alert" className="fault-box">
      <p className="fault">{t(fault.sentence)}</p>
      {fault.detail !== '' && <p className="fault-detail">{fault.detail}</p>}
      <p className="muted">
        {fault.code}
        {fault.requestId !== null && ` · ${t('requestId', { id: fault.requestId })}`}
      </p>
      {onRetry && (
        <button type="button" className="button" onClick={onRetry}>
          {t('tryAgain')}
        </button>
      )}
    </div>
  );
}
