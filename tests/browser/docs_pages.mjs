// docs_pages.mjs <bookstore>: reads the bookstore's documentation in a browser and sends requests from it.
// With PICTURES=<folder> it keeps a picture of each page there.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Browser, start } from "./browser.mjs";

const bookstore = process.argv[2];
const folder = mkdtempSync(join(tmpdir(), "serval-bookstore-"));
let app;
let browser;

async function keepPicture(name) {
    if (process.env.PICTURES) writeFileSync(join(process.env.PICTURES, `${name}.png`), await browser.picture());
}

async function assertQuiet() {
    const { complaints, urls } = await browser.record();
    assert.deepEqual(complaints, [], "the console has nothing to say");
    const elsewhere = urls.filter((url) => !url.startsWith(app.captured + "/") && !/^(data|blob|about):/.test(url));
    assert.deepEqual(elsewhere, [], "nobody but the app is asked");
    assert.ok(urls.length > 2, "requests are seen at all");
}

before(async () => {
    const args = ["--listen", "127.0.0.1:0", "--threads", "1", "--log-level", "error", "--database-path", join(folder, "books.db")];
    app = await start(bookstore, args, /^Listening on (http:\S+)$/m);
    browser = await Browser.start();
});

after(async () => {
    await browser?.stop();
    await app?.stop();
    rmSync(folder, { recursive: true, force: true });
});

test("a request is sent from /docs, and its answer shown", async () => {
    await browser.open(`${app.captured}/docs#/books/getBooks`);
    await browser.text(".info .title", /^Bookstore/);
    await browser.type("tr[data-param-name=q] input", "left");
    await browser.click("button.execute");
    assert.equal(await browser.text(".live-responses-table tbody .response-col_status", /\d/), "200");
    await browser.text(".live-responses-table .highlight-code", /The Left Hand of Darkness/);
    await browser.text(".request-url", /\/books\?.*q=left/);
    await keepPicture("docs");
    await assertQuiet();
});

test("whoever has said who they are adds an author from /docs", async () => {
    await browser.open(`${app.captured}/docs#/authors/postAuthors`);
    await browser.clickUntil(".auth-wrapper .authorize", ".auth-container input[name=username]");
    await browser.type(".auth-container input[name=username]", "librarian");
    await browser.type(".auth-container input[name=password]", "bookworm");
    await browser.click(".auth-btn-wrapper .authorize");
    await browser.click(".modal-ux .close-modal");
    await browser.type(".body-param textarea", '{"name": "Ann Leckie"}');
    await browser.click("button.execute");
    await browser.text(".live-responses-table tbody .response-col_status", /^201/);
    await browser.text(".live-responses-table tbody .response-col_description", /location: \/authors\/\d+/);
    await assertQuiet();
});

test("/redoc shows the API", async () => {
    await browser.open(`${app.captured}/redoc`);
    await browser.text("h1", /^Bookstore/);
    await browser.text(".api-content", /Add a book/);
    await browser.text(".api-content", /As on the cover/);
    await keepPicture("redoc");
    await assertQuiet();
});
