// A headless Chromium with a profile of its own, driven by way of ChromeDriver (W3C WebDriver, which is JSON over HTTP).
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const elementKey = "element-6066-11e4-a52e-4f735466cecf";
const patience = 30_000;
// What WebDriver (section 6.6) complains of while a page is still being drawn, or scrolls.
const passing = ["no such element", "stale element reference", "element click intercepted", "element not interactable"];

// Starts a program and returns what `line` captures of its output, and how to stop it.
export async function start(command, args, line) {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((resolve) => child.once("close", resolve));
    const captured = await new Promise((resolve, reject) => {
        let output = "";
        child.stdout.on("data", (data) => {
            output += data;
            const match = line.exec(output);
            if (match) resolve(match[1]);
        });
        child.once("error", reject);
        child.once("close", () => reject(new Error(`${command} ended early: ${output}`)));
    });
    return { captured, stop: () => (child.kill("SIGTERM"), ended) };
}

export class Browser {
    static async start() {
        const browser = new Browser();
        browser.profile = mkdtempSync(join(tmpdir(), "serval-browser-"));
        browser.driver = await start("chromedriver", ["--port=0"], /started successfully on port (\d+)/);
        const args = ["--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,1600",
            `--user-data-dir=${browser.profile}`, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];
        if (process.getuid() === 0) args.push("--no-sandbox");
        const alwaysMatch = { "goog:chromeOptions": { args }, "goog:loggingPrefs": { browser: "ALL", performance: "ALL" } };
        browser.session = (await browser.#call("POST", "/session", { capabilities: { alwaysMatch } })).sessionId;
        return browser;
    }

    async stop() {
        if (this.session) await this.#command("DELETE", "");
        await this.driver.stop();
        rmSync(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }

    async open(url) {
        await this.#command("POST", "/url", { url: "about:blank" });
        await this.#logs();   // what came before is another page's
        await this.#command("POST", "/url", { url });
    }
    async run(script, ...args) {
        return this.#command("POST", "/execute/sync", { script, args });
    }
    // The text of the first element for `selector`, once it matches `expected`.
    async text(selector, expected = /./) {
        let last = null;
        const matches = async () => {
            last = await this.run("return document.querySelector(arguments[0])?.innerText ?? null", selector);
            return last !== null && expected.test(last);
        };
        await this.#until(matches, () => `${selector} says ${JSON.stringify(last)} instead of ${expected}`);
        return last;
    }
    async click(selector) {
        await this.#act(selector, (element) => this.#command("POST", `${element}/click`, {}));
    }
    // Clicks until there is an element for `effect`: a page that scrolls while it is drawn lets a click miss.
    async clickUntil(selector, effect) {
        const shown = () => this.run("return document.querySelector(arguments[0]) !== null", effect);
        const clickedToEffect = async () => {
            if (await shown()) return true;
            await this.click(selector);
            for (let waits = 0; waits < 20 && !(await shown()); ++waits) await pause(50);
            return shown();
        };
        await this.#until(clickedToEffect, () => `a click on ${selector} does not show ${effect}`);
    }
    async type(selector, text) {
        await this.click(selector);
        await this.#act(selector, async (element) => {
            await this.#command("POST", `${element}/clear`, {});
            await this.#command("POST", `${element}/value`, { text });
        });
    }
    // A PNG picture of what is to be seen.
    async picture() {
        return Buffer.from(await this.#command("GET", "/screenshot"), "base64");
    }
    // What the console complains of, and the URLs that were asked for, since the page was opened.
    async record() {
        const { complaints, events } = await this.#logs();
        const requested = events.filter((event) => event.method === "Network.requestWillBeSent");
        return { complaints, urls: requested.map((event) => event.params.request.url) };
    }

    async #logs() {
        const browser = await this.#command("POST", "/se/log", { type: "browser" });
        const performance = await this.#command("POST", "/se/log", { type: "performance" });
        return {
            complaints: browser.filter((entry) => ["WARNING", "SEVERE"].includes(entry.level)).map((entry) => `${entry.level}: ${entry.message}`),
            events: performance.map((entry) => JSON.parse(entry.message).message),
        };
    }
    // Acts on the first element for `selector`, again while the page still moves under it or replaces it.
    async #act(selector, action) {
        let obstacle;
        const acted = async () => {
            try {
                const element = await this.#command("POST", "/element", { using: "css selector", value: selector });
                await action(`/element/${element[elementKey]}`);
                return true;
            } catch (error) {
                if (!passing.includes(error.cause)) throw error;
                obstacle = error;
                return false;
            }
        };
        await this.#until(acted, () => `${selector} cannot be used: ${obstacle.message}`);
    }
    async #until(holds, complaint) {
        const deadline = Date.now() + patience;
        while (!(await holds())) {
            if (Date.now() > deadline) throw new Error(complaint());
            await pause(50);
        }
    }
    #command(method, path, body) {
        return this.#call(method, `/session/${this.session}${path}`, body);
    }
    async #call(method, path, body) {
        const response = await fetch(`http://127.0.0.1:${this.driver.captured}${path}`, { method, body: JSON.stringify(body) });
        const { value } = await response.json();
        if (!response.ok) throw new Error(`${method} ${path}: ${value.message}`, { cause: value.error });
        return value;
    }
}
