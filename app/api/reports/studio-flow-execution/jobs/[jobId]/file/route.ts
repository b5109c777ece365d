import { mount } from "@/server/http/mount";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = mount;
