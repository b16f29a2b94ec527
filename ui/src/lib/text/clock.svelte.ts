// The time of day, for ages that grow while nothing is asked for.

const TICK_MS = 15_000;

class Clock {
  now = $state.raw(new Date());

  /** Ticks until the returned function is called. */
  start(): () => void {
    const timer = setInterval(() => (this.now = new Date()), TICK_MS);
    return () => clearInterval(timer);
  }
}

export const clock = new Clock();
