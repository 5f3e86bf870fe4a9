import { t } from '../../i18n/index.js';
import { modelFault } from './model-faults.js';

/** Properties of `FaultNotice`. */
export interface FaultNoticeProps {
  /** Sentence of the server about the endpoint. */
  readonly fault: string;
  /** What it means: of a test that was just made, or of the assistant. */
  readonly title: string;
}

/** What is wrong with the endpoint of an assistant, and what to do. */
export function FaultNotice({ fault, title }: FaultNoticeProps) {
  return (
    <div role="alert" className="assistant-fault">
      <p className="fault">{title}</p>
      <p>{modelFault(fault)}</p>
      <p className="muted">{t('ai_faultHelp')}</p>
    </div>
  );
}
