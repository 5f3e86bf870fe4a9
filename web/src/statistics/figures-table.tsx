import { t } from '../i18n/index.js';
import { downloadCsv } from './download-csv.js';

/** Properties of `FiguresTable`. */
export interface FiguresTableProps {
  readonly title: string;
  /** Name of the file, without its ending. */
  readonly fileName: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** Closed under a plot; open where the table is all there is. */
  readonly isOpen?: boolean;
}

/** The figures as a table, with a download. */
export function FiguresTable({ title, fileName, head, rows, isOpen = false }: FiguresTableProps) {
  return (
    <details className="figures" open={isOpen}>
      <summary>{t('statTable')}</summary>
      <div className="table-frame">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keys */}
        <section className="figures-frame" tabIndex={0} aria-label={title}>
          <table className="table">
            <caption className="visually-hidden">{title}</caption>
            <thead>
              <tr>
                {head.map((name, index) => (
                  <th key={name} scope="col" className={index > 0 ? 'number' : undefined}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([name, ...values]) => (
                <tr key={String(name)}>
                  <th scope="row" data-title={head[0]}>
                    {name}
                  </th>
                  {values.map((value, index) => (
                    <td key={head[index + 1]} data-title={head[index + 1]} className="number">
                      {value ?? '–'}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        <button type="button" className="button" onClick={() => downloadCsv(fileName, [head, ...rows])}>
          {t('statCsv')}
        </button>
      </div>
    </details>
  );
}
