#include "soak/process_facts.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <unistd.h>

namespace serval::soak {
namespace {

std::string folder_of(pid_t process) { return "/proc/" + std::to_string(process); }

}  // namespace

std::size_t resident_octets(pid_t process) {
    std::ifstream pages{folder_of(process) + "/statm"};
    std::size_t all = 0;
    std::size_t resident = 0;
    pages >> all >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

std::size_t open_descriptors(pid_t process) {
    const std::filesystem::directory_iterator descriptors{folder_of(process) + "/fd"};
    return static_cast<std::size_t>(std::distance(begin(descriptors), end(descriptors)));
}

}  // namespace serval::soak
