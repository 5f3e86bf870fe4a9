import { UnauthenticatedError } from '../domain/errors.js';
import type { Viewer } from './viewer.js';

/** The viewer of an operation that needs one. @throws UnauthenticatedError without a signed-in user */
export function requireViewer(viewer: Viewer | null): Viewer {
  if (!viewer) throw new UnauthenticatedError();
  return viewer;
}
