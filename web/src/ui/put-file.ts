/**
 * Puts the bytes of a file to the address of an upload. `fetch` reports no progress.
 * @throws Error with the server's sentence
 */
export function putFile(
  url: string,
  file: File,
  onProgress: (part: number) => void,
  request = new XMLHttpRequest(),
): Promise<void> {
  return new Promise((resolve, reject) => {
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total);
    request.onload = () => {
      if (request.status < 300) return resolve();
      reject(new Error(messageOf(request.responseText) ?? request.statusText));
    };
    request.onerror = () => reject(new Error('No connection'));
    request.onabort = () => reject(new Error('Cancelled'));
    request.open('PUT', url);
    request.setRequestHeader('content-type', file.type || 'application/octet-stream');
    request.send(file);
  });
}

function messageOf(body: string): string | null {
  try {
    return JSON.parse(body).error.message;
  } catch {
    return null;
  }
}
