/** A file that is dropped where nothing takes it is refused: the browser would open it in place of the page. */
export function refuseDroppedFiles(): void {
  const refuse = (event: DragEvent) => {
    const { dataTransfer, target, defaultPrevented } = event;
    if (defaultPrevented || !dataTransfer?.types.includes('Files')) return;
    if (target instanceof HTMLInputElement && target.type === 'file') return;
    event.preventDefault();
    dataTransfer.dropEffect = 'none';
  };
  addEventListener('dragover', refuse);
  addEventListener('drop', refuse);
}
