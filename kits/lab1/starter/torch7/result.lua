-- Runs the trained network on the test images and writes predictions.csv.
--
-- The network was saved by train.lua: 784 pixels -> 10 numbers; the largest of them names the digit. For the original
-- Torch, on the CPU.
require("torch")
require("nn")

local DATA = os.getenv("GRADMARK_TEST_DATA") or "."
local MODEL = os.getenv("GRADMARK_MODEL") or "."
local PIXELS = 784

-- The images of an IDX file as a tensor n x 784 of numbers from 0 to 1. Its header has 16 bytes.
local function read_images(path)
  local file = torch.DiskFile(path, "r"):binary()
  file:seekEnd()
  local bytes = file:position() - 1
  file:seek(17)
  local pixels = torch.ByteTensor(file:readByte(bytes - 16))
  file:close()
  return pixels:view(-1, PIXELS):float():div(255)
end

torch.setdefaulttensortype("torch.FloatTensor")
local net = torch.load(MODEL .. "/model.t7")
net:evaluate()
local _, best = net:forward(read_images(DATA .. "/test-images.idx")):max(2)

local out = assert(io.open("predictions.csv", "w"))
out:write("Id,Label\n")
local row = 0
for line in io.lines(DATA .. "/test.csv") do -- data row k of test.csv belongs to image k
  local id = line:match("^%d+")
  if id then
    row = row + 1
    out:write(id, ",", best[row][1] - 1, "\n") -- class 1 is digit 0
  end
end
out:close()
