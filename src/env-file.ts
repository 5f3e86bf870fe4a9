/**
 * Adds the variables of `.env` in the working directory to the environment, with Node's own loader. A variable that is
 * set already keeps its value; without the file nothing happens.
 */
export function loadEnvFile(): void {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
