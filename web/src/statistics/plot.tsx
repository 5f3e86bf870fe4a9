import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { t } from '../i18n/index.js';
import { formatBy, formatDateTime, onThemeChange } from '../ui/index.js';

/** A line of a plot. */
export interface Series {
  readonly label: string;
  readonly values: readonly (number | null)[];
}

/** Properties of `Plot`. */
export interface PlotProps {
  /** Says what is shown, for assistive tools; the figures are in the table below. */
  readonly label: string;
  /** Seconds since 1970. */
  readonly times: readonly number[];
  readonly series: readonly Series[];
  /** Writes a value. */
  readonly format: (value: number) => string;
}

const height = 220;
const colours = ['--accent', '--warn', '--ok'];

/** Lines over time. */
export function Plot({ label, times, series, format }: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const node = place.current;
    if (!node) return;
    const draw = () => {
      const style = getComputedStyle(node);
      const of = (name: string) => toColour(style, name);
      const axis = {
        stroke: of('--muted'),
        grid: { stroke: of('--line'), width: 1 },
        ticks: { stroke: of('--line') },
      };
      return new uPlot(
        {
          width: node.clientWidth || 600,
          height,
          series: [
            {
              label: t('statTime'),
              value: (_, at) => (at == null ? '' : formatDateTime(new Date(at * 1_000).toISOString())),
            },
            ...series.map((line, index) => ({
              label: line.label,
              stroke: of(colours[index % colours.length] ?? '--fg'),
              width: 2,
              ...(index === 1 ? { dash: [6, 3] } : {}),
              value: (_: uPlot, value: number | null) => (value === null ? '–' : format(value)),
            })),
          ],
          axes: [
            { ...axis, values: (_, ticks, _axis, _space, step) => ticks.map(at => tickOf(at, step)) },
            { ...axis, size: 70, values: (_, ticks) => ticks.map(format) },
          ],
        },
        [times as number[], ...series.map(({ values }) => values as (number | null)[])],
        node,
      );
    };
    let plot = draw();
    const again = () => {
      plot.destroy();
      plot = draw();
    };
    const size = new ResizeObserver(() => plot.setSize({ width: node.clientWidth, height }));
    size.observe(node);
    const unsubscribe = onThemeChange(again);
    return () => {
      size.disconnect();
      unsubscribe();
      plot.destroy();
    };
  }, [times, series, format]);
  return <div ref={place} className="plot" role="img" aria-label={label} />;
}

/** The colour of a token: `light-dark()` is resolved by the browser only for real properties. */
function toColour(style: CSSStyleDeclaration, name: string): string {
  const probe = document.createElement('span');
  probe.style.color = style.getPropertyValue(name);
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The day where ticks are days apart, or where a day begins; else the time. @param step seconds between ticks */
function tickOf(at: number, step: number): string {
  const moment = new Date(at * 1_000);
  const isDay = step >= 86_400 || (moment.getHours() === 0 && moment.getMinutes() === 0);
  const options: Intl.DateTimeFormatOptions = isDay
    ? { day: 'numeric', month: 'short' }
    : { hour: '2-digit', minute: '2-digit' };
  return formatBy(options, moment);
}
