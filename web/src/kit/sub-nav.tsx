import { Link } from 'wouter';
import './sub-nav.css';

/** Properties of `SubNav`. */
export interface SubNavProps {
  readonly label: string;
  /** Addresses with their names. */
  readonly entries: readonly (readonly [path: string, label: string])[];
  /** Address of the shown part. */
  readonly current: string;
}

/** The parts of a page, each with an address of its own. */
export function SubNav({ label, entries, current }: SubNavProps) {
  return (
    <nav className="sub-nav" aria-label={label}>
      {entries.map(([path, text]) => (
        <Link key={path} href={path} aria-current={path === current ? 'page' : undefined}>
          {text}
        </Link>
      ))}
    </nav>
  );
}
