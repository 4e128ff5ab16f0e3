/** The scripting door of the app, for measurements: opening, waiting, and timing inside the page. */

/** Opens a screen and waits until the library answers. */
export async function openApp(page, address) {
  await page.goto(address);
  await page.waitForFunction(
    async () => {
      const door = globalThis.inkreel;
      if (!door) return false;
      return (await door.queries.counts({}).catch(() => ({ ok: false }))).ok;
    },
    undefined,
    { timeout: 60_000 },
  );
}

/** Median ms in the page of `rounds` runs of one named query. */
export const timeNamed = (page, name, params, rounds) =>
  page.evaluate(
    async ([which, what, times]) => {
      const measured = [];
      for (let round = 0; round <= times; round += 1) {
        const begun = performance.now();
        const answer = await globalThis.inkreel.queries[which](what);
        if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
        if (round > 0) measured.push(performance.now() - begun);
      }
      measured.sort((a, b) => a - b);
      return measured[Math.floor(measured.length / 2)];
    },
    [name, params, rounds],
  );

/** Median ms in the page of `rounds` runs of one SQL text, and how many rows it gave. */
export const timeSql = (page, text, params, rounds) =>
  page.evaluate(
    async ([sql, values, times]) => {
      const measured = [];
      let rows = [];
      for (let round = 0; round <= times; round += 1) {
        const begun = performance.now();
        rows = await globalThis.inkreel.sql(sql, values);
        if (round > 0) measured.push(performance.now() - begun);
      }
      measured.sort((a, b) => a - b);
      return { ms: measured[Math.floor(measured.length / 2)], rows: rows.length };
    },
    [text, params, rounds],
  );

/** Waits until no task waits or runs. */
export const quiet = (page) =>
  page.evaluate(async () => {
    for (;;) {
      const answer = await globalThis.inkreel.queries.counts({});
      if (answer.ok && answer.value.pending + answer.value.running === 0) return;
      await new Promise((resolve) => {
        setTimeout(resolve, 50);
      });
    }
  });

export const milliseconds = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
