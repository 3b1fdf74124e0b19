import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { type RunningApp, startApp } from './start-app.js';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const maybe = existsSync(CHROMIUM) ? describe : describe.skip;
if (!existsSync(CHROMIUM)) {
  process.stderr.write(`Swagger UI is not tested: no browser at ${CHROMIUM}; set CHROMIUM_PATH\n`);
}

maybe('Swagger UI in a browser', () => {
  let running: RunningApp;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    running = await startApp({ SIM_RATE: '5' });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
    page = await browser.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${running.url}/docs`);
  });

  afterAll(async () => {
    await browser.close();
    await running.app.close();
  });

  it('shows the operations', async () => {
    await page.locator('#operations-replay-ReplayController_speed').waitFor();
    const summaries = await page.locator('.opblock-summary-path').all();
    const paths = await Promise.all(summaries.map((summary) => summary.getAttribute('data-path')));
    expect(paths).toEqual(expect.arrayContaining(['/speed', '/replay/seek', '/snapshots', '/alerts/{id}']));
  });

  it('changes the speed by "Try it out"', async () => {
    const speed = page.locator('#operations-replay-ReplayController_speed');
    await speed.locator('.opblock-summary-control').click();
    await speed.getByRole('button', { name: 'Try it out' }).click();
    await speed.locator('textarea').fill('{"speed": 3}');
    const answered = page.waitForResponse((response) => response.url().endsWith('/speed'));
    await speed.getByRole('button', { name: 'Execute' }).click();
    const answer = await answered;
    expect(answer.status()).toBe(200);
    expect(await answer.json()).toMatchObject({ speed: 3 });
    expect(await speed.locator('.live-responses-table .response-col_status').last().innerText()).toContain(
      '200',
    );
  });

  it('leaves no error in the console', () => {
    expect(complaints).toEqual([]);
  });
});
