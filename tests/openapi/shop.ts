// shop.ts <URL>: talks to the small app through what openapi-typescript made of its document. That it compiles is half of the test.
import createClient from "openapi-fetch";
import type { components, operations, paths } from "./shop_schema.js";

declare const process: { argv: string[] };

function check(holds: boolean, what: string): void {
    if (!holds) throw new Error(what);
}

type Book = components["schemas"]["Book"];
type NewBook = components["schemas"]["BookInput"];

const book: NewBook = { title: "Dune", author: { name: "Frank Herbert" }, genre: "novel", note: "Signed" };
// @ts-expect-error: a book has an author
const incomplete: NewBook = { title: "Dune", note: "Signed" };
// @ts-expect-error: there is no such genre
const wrong: NewBook["genre"] = "cookery";
const id: Book["id"] = 1;
type Filter = operations["getBooksSearch"]["parameters"]["query"];
const filter: Filter = { limit: 20, tag: ["new", "old"] };

const client = createClient<paths>({ baseUrl: process.argv[2] ?? "" });
const credentials = { headers: { Authorization: `Basic ${btoa("ann:secret")}` } };

const page = await client.GET("/books", { params: { query: { page: 1, q: "dune" } } });
check(page.data?.count === 0 && page.data.results.length === 0, "the list is an empty page");

const refused = await client.POST("/books", { body: book });
check(refused.response.status === 401 && refused.error?.title === "Unauthorized", "an unknown client cannot add a book");

const clash = await client.POST("/books", { body: book, ...credentials });
check(clash.response.status === 409 && clash.error?.code === "conflict", "a conflict has its code");

const faulty = await client.POST("/books", { body: incomplete, ...credentials });
check(faulty.response.status === 400 && faulty.error?.errors?.[0]?.pointer === "/author", "a faulty field has its place");

const missing = await client.GET("/books/{id}", { params: { path: { id } } });
check(missing.response.status === 404, "there is no such book");

const found = await client.GET("/books/search", { params: { query: { ...filter, limit: 500 } } });
check(found.error?.errors?.[0]?.in === "query", "a wrong parameter is refused");
void wrong;

type Found = operations["getFindsById"]["responses"]["200"]["content"]["application/json"];
const either: Found[] = [[{ name: "Ann", born: null }], { id: 1, title: "Dune", author: { name: "Ann" }, translator: null, genre: null, prices: {} }];
check(either.length === 2, "two routes of one place answer either way");
const authors = await client.GET("/finds/{id}", { params: { path: { id: "poetry" } } });
check(Array.isArray(authors.data) && authors.data.length === 0, "the second of them is reached by its own parameter");

const login = await client.POST("/login", {
    body: { name: "ann", password: "secret" },
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    bodySerializer: (form) => new URLSearchParams(form),
});
check(login.response.status === 204, "a form is taken");
const table = await client.GET("/books.csv", { parseAs: "text" });
check(table.data === "1,Dune\n", "a stream is text of its own media type");
const absent = await client.GET("/covers/{name}", { params: { path: { name: "none" } }, parseAs: "blob" });
check(absent.response.status === 404, "a file that is not there is not found");
console.log("The generated client and the app understand each other.");
