#include <serval/tasks/frame_pool.hpp>

#include <new>

namespace serval::detail {
namespace {

constexpr std::size_t step = 64;
constexpr std::size_t largest = 2048;
#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kept_of_each_size = 0;   // memory used again at once would hide the use of a dead frame
#else
constexpr std::size_t kept_of_each_size = 256;
#endif

struct Block {
    Block* next;
};

struct Shelf {
    Block* first;
    std::size_t count;
};

struct Shelves {
    Shelf of_size[largest / step];
    enum { untouched, open, closed } state;
};

// Without constructor and destructor, so that it can be used while other objects of the thread are torn down.
constinit thread_local Shelves shelves{};

struct Closer {
    ~Closer() {
        shelves.state = Shelves::closed;
        for (Shelf& shelf : shelves.of_size) {
            while (shelf.first != nullptr) {
                Block* block = shelf.first;
                shelf.first = block->next;
                ::operator delete(block);
            }
        }
    }
};

bool open() {
    if (shelves.state == Shelves::untouched) {
        static thread_local Closer closer;
        shelves.state = Shelves::open;
    }
    return shelves.state == Shelves::open;
}

constexpr std::size_t rounded(std::size_t size) noexcept { return (size + step - 1) / step * step; }

Shelf& shelf_for(std::size_t size) noexcept { return shelves.of_size[(size - 1) / step]; }

}  // namespace

void* allocate_frame(std::size_t size) {
    if (size > largest) return ::operator new(size);
    Shelf& shelf = shelf_for(size);
    if (shelf.first == nullptr) return ::operator new(rounded(size));
    Block* block = shelf.first;
    shelf.first = block->next;
    --shelf.count;
    return block;
}

void release_frame(void* frame, std::size_t size) noexcept {
    if (size > largest || !open()) return ::operator delete(frame);
    Shelf& shelf = shelf_for(size);
    if (shelf.count >= kept_of_each_size) return ::operator delete(frame);
    shelf.first = ::new (frame) Block{shelf.first};
    ++shelf.count;
}

}  // namespace serval::detail
