/** A message between the use cases and the deliveries of one process: this endpoint has changed, or has work. */
export interface WakeUp {
  wake(endpointId: string): void;
  /** Sets the listener; without one, the sweep finds the work. */
  onWake(listener: (endpointId: string) => void): void;
}

/** Creates a wake-up without a listener. */
export function createWakeUp(): WakeUp {
  let listener: (endpointId: string) => void = () => {};
  return {
    wake: endpointId => listener(endpointId),
    onWake: next => {
      listener = next;
    },
  };
}
