// bookstore.ts <URL>: talks to the bookstore through what openapi-typescript made of its document. That it compiles is half of
// the test.
import createClient from "openapi-fetch";
import type { components, paths } from "./bookstore_schema.js";

declare const process: { argv: string[] };

function check(holds: boolean, what: string): asserts holds {
    if (!holds) throw new Error(what);
}

type NewBook = components["schemas"]["NewBook"];

const client = createClient<paths>({ baseUrl: process.argv[2] ?? "" });
const credentials = { headers: { Authorization: `Basic ${btoa("librarian:bookworm")}` } };

const found = await client.GET("/books", { params: { query: { q: "left", page_size: 5 } } });
check(found.data?.results[0]?.title === "The Left Hand of Darkness", "a book is found by its title");
const author: number = found.data.results[0].author.id;

const book: NewBook = { title: "The Dispossessed", author, year: 1974, isbn: "9780061054884", tags: ["novel"] };
// @ts-expect-error: a book has a title
const incomplete: NewBook = { author, year: 1066, isbn: "9780061054884" };

const refused = await client.POST("/books", { body: book });
check(refused.response.status === 401 && refused.error?.status === 401, "an unknown client cannot add a book");

const faulty = await client.POST("/books", { body: incomplete, ...credentials });
const pointers = faulty.error?.errors?.map((error) => error.pointer).sort();
check(faulty.response.status === 400 && pointers?.join() === "/title,/year", `every faulty field has its place: ${pointers}`);

const added = await client.POST("/books", { body: book, ...credentials });
check(added.response.status === 201 && added.data?.author.id === author, "a book is added");
const id: number = added.data.id;
check(added.response.headers.get("Location") === `/books/${id}`, "it is told where the book is");

const again = await client.POST("/books", { body: book, ...credentials });
check(again.response.status === 409 && again.error !== undefined, "there is one book of an ISBN");

const path = { id };
const changed = await client.PATCH("/books/{id}", { params: { path }, body: { tags: ["utopia"] }, ...credentials });
check(changed.data?.tags.join() === "utopia" && changed.data.year === 1974, "parts of a book are changed");

const review = await client.POST("/books/{book}/reviews", { params: { path: { book: id } }, body: { stars: 5 }, ...credentials });
check(review.data?.reviewer === "librarian", "a book is reviewed");

const shown = await client.GET("/books/{id}", { params: { path } });
check(shown.data?.stars === 5 && shown.data.reviews === 1, "a review counts");

const removed = await client.DELETE("/books/{id}", { params: { path }, ...credentials });
check(removed.response.status === 204, "a book is removed");

const missing = await client.GET("/books/{id}", { params: { path } });
check(missing.response.status === 404 && missing.error?.title === "Not Found", "what was removed is not there");
console.log("The generated client and the bookstore understand each other.");
