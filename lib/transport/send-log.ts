/** A call in the log. */
export interface LoggedCall {
  /** Takes it out; false when it had gone already. */
  remove(): boolean;
  /** Counts it from now on, if it is still there. */
  touch(): void;
}

/** When calls were made, oldest first. */
export interface SendLog {
  add(): LoggedCall;
  /** How long until one more call fits into any window of `per` ms, ms. */
  wait(calls: number, per: number): number;
}

/** Makes an empty log over a monotonic clock. */
export const createSendLog = (now: () => number): SendLog => {
  const log: { at: number }[] = [];
  return {
    add() {
      const entry = { at: now() };
      log.push(entry);
      const remove = (): boolean => {
        const index = log.indexOf(entry);
        return index >= 0 && log.splice(index, 1).length > 0;
      };
      const touch = (): void => {
        if (!remove()) return;
        entry.at = now();
        log.push(entry);
      };
      return { remove, touch };
    },
    wait(calls, per) {
      // Strictly older than the window: at the border both sides may count a call.
      while (log[0] !== undefined && now() - log[0].at > per) log.shift();
      const oldest = log.length >= calls ? log[log.length - calls] : undefined;
      return oldest ? oldest.at + per - now() + 1 : 0;
    },
  };
};
