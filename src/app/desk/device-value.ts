import { create, type StoreApi, type UseBoundStore } from 'zustand';

const prefix = 'inkreel:device:';

/** A value of this device (not of a library): kept for this address, the same in all its tabs at once. */
interface DeviceValue<Value> {
  readonly value: Value;
  readonly set: (value: Value) => void;
}

/**
 * A value that stays on this device. It lies in localStorage because it must be there before the
 * first paint and the first key, and because the browser tells every other tab of a change.
 * `parse` makes a right value of anything, also of nothing.
 */
export function deviceValue<Value>(
  name: string,
  parse: (stored: unknown) => Value,
): UseBoundStore<StoreApi<DeviceValue<Value>>> {
  const key = `${prefix}${name}`;
  const store = create<DeviceValue<Value>>((set) => ({
    value: parse(read(key)),
    set: (value) => {
      try {
        localStorage.setItem(key, JSON.stringify(value));
      } catch {
        // Storage is blocked in this window; it holds for as long as the window stands.
      }
      set({ value });
    },
  }));
  addStorageListener((event) => {
    if (event.key === key || event.key === null) store.setState({ value: parse(read(key)) });
  });
  return store;
}

function read(key: string): unknown {
  try {
    const text = localStorage.getItem(key);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Forgets every setting of this device; the library is not touched. */
export function forgetDeviceValues(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix)) localStorage.removeItem(key);
    }
  } catch {
    // Nothing could be kept here, so there is nothing to forget.
  }
}

/** Where there is no window (a worker, a test in Node) nobody else changes it. */
function addStorageListener(listener: (event: StorageEvent) => void): void {
  if (typeof window !== 'undefined') window.addEventListener('storage', listener);
}
